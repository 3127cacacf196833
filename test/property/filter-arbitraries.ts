import fc from 'fast-check';
import type { TraceSummary } from '../../src/xray/api/traces.ts';
import type {
  AnyTerm,
  Comparison,
  FieldTerm,
  FilterExpression,
  Logic,
  TraceTerm,
} from '../../src/xray/filter/ast.ts';
import {
  EDGE_KEYWORDS,
  type Keyword,
  type KeywordType,
  RESPONSE_TIME_ENTITY_KEYWORDS,
  ROOT_CAUSE_ENTITY_KEYWORDS,
  ROOT_CAUSE_EXCEPTION_KEYWORDS,
  ROOT_CAUSE_SERVICE_KEYWORDS,
  type RootCauseKeyword,
  SERVICE_KEYWORDS,
  TRACE_KEYWORDS,
} from '../../src/xray/filter/keywords.ts';
import type { Call, TraceFacts } from '../../src/xray/trace-facts.ts';

/** Few values, so that what expressions ask is often there; and any text now and then. */
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'ab', '', 'true') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
);
const number = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(0, 1, 2, 200, 500, 0.5) },
  {
    weight: 1,
    arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  },
);
const key = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('k', 'k.dotted', 'Größe', 'we ird', '__proto__') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }) },
);

const COMPARISONS: Readonly<Record<KeywordType, fc.Arbitrary<Comparison>>> = {
  boolean: fc.record({ operator: fc.constantFrom('=', '!='), value: fc.boolean() }),
  number: fc.record({ operator: fc.constantFrom('=', '!=', '<', '<=', '>', '>='), value: number }),
  string: fc.record({
    operator: fc.constantFrom('=', '!=', 'CONTAINS', 'BEGINSWITH', 'ENDSWITH'),
    value: text,
  }),
};

const fieldOf = <Name extends Keyword>(
  keywords: Readonly<Partial<Record<Name, KeywordType>>>,
): fc.Arbitrary<FieldTerm<Name>> =>
  fc.constantFrom(...(Object.entries(keywords) as [Name, KeywordType][])).chain(([keyword, type]) =>
    fc.record(
      {
        kind: fc.constant('field' as const),
        keyword: fc.constant(keyword),
        comparison: COMPARISONS[type],
      },
      { requiredKeys: ['kind', 'keyword'] },
    ),
  );

const logicOf = <Term extends AnyTerm>(
  term: fc.Arbitrary<Term>,
  maxDepth: number,
): fc.Arbitrary<Logic<Term>> =>
  fc.letrec<{ logic: Logic<Term> }>((tie) => {
    const several = fc
      .tuple(tie('logic'), tie('logic'), fc.array(tie('logic'), { maxLength: 2 }))
      .map(([first, second, rest]) => [first, second, ...rest] as const);
    return {
      logic: fc.oneof(
        { maxDepth, withCrossShrink: true },
        { weight: 2, arbitrary: term },
        fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), terms: several }),
        fc.record({ kind: fc.constant('not' as const), term: tie('logic') }),
      ),
    };
  }).logic;

const withBlock = <Head extends object, Block extends AnyTerm>(
  head: fc.Arbitrary<Head>,
  block: fc.Arbitrary<Block>,
) =>
  fc
    .tuple(head, fc.option(logicOf(block, 2), { nil: undefined }))
    .map(([term, inner]) => (inner === undefined ? term : { ...term, block: inner }));

const comparisonOfAny = fc.oneof(...Object.values(COMPARISONS));
const annotation = fc.record(
  { kind: fc.constant('annotation' as const), key, comparison: comparisonOfAny },
  { requiredKeys: ['kind', 'key'] },
);
const endAnnotation = fc.record(
  {
    kind: fc.constant('end-annotation' as const),
    end: fc.constantFrom('source' as const, 'destination' as const),
    key,
    comparison: comparisonOfAny,
  },
  { requiredKeys: ['kind', 'end', 'key'] },
);
const selector = fc.record({ name: text, type: text, accountId: text }, { requiredKeys: [] });

const ROOT_CAUSES = [
  ['fault', 'service', ROOT_CAUSE_SERVICE_KEYWORDS],
  ['error', 'entity', ROOT_CAUSE_ENTITY_KEYWORDS],
  ['fault', 'exception', ROOT_CAUSE_EXCEPTION_KEYWORDS],
  ['responsetime', 'service', ROOT_CAUSE_SERVICE_KEYWORDS],
  ['responsetime', 'entity', RESPONSE_TIME_ENTITY_KEYWORDS],
] as const;

const rootCause = fc
  .constantFrom(...ROOT_CAUSES)
  .chain(([cause, element, keywords]) =>
    withBlock(
      fc.constant({ kind: 'rootcause', of: { cause, element } }),
      fieldOf<RootCauseKeyword>(keywords),
    ),
  ) as fc.Arbitrary<TraceTerm>;

/** JSON as it survives its own text. */
const pattern = fc
  .dictionary(
    fc.constantFrom('Name', 'Services', 'EntityPath', 'ClientImpacting', '__proto__'),
    fc.jsonValue({ maxDepth: 2 }),
    { maxKeys: 3 },
  )
  .map((value) =>
    JSON.parse(JSON.stringify(value), (_, member) =>
      typeof member === 'number' ? member + 0 : member,
    ),
  );

const term: fc.Arbitrary<TraceTerm> = fc.oneof(
  { weight: 3, arbitrary: fieldOf(TRACE_KEYWORDS) },
  { weight: 2, arbitrary: annotation },
  withBlock(
    fc.record({ kind: fc.constant('service' as const), node: selector }),
    fc.oneof({ weight: 3, arbitrary: fieldOf(SERVICE_KEYWORDS) }, annotation),
  ) as fc.Arbitrary<TraceTerm>,
  withBlock(
    fc.record({ kind: fc.constant('edge' as const), source: selector, destination: selector }),
    fc.oneof({ weight: 3, arbitrary: fieldOf(EDGE_KEYWORDS) }, endAnnotation),
  ) as fc.Arbitrary<TraceTerm>,
  rootCause,
  fc.record({
    kind: fc.constant('rootcause-json' as const),
    operator: fc.constantFrom('=' as const, '!=' as const),
    patterns: fc.array(pattern, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('group' as const),
    by: fc.constantFrom('name' as const, 'arn' as const),
    operator: fc.constantFrom('=' as const, '!=' as const),
    value: text,
  }),
);

/** Any expression there is. */
export const filterExpression: fc.Arbitrary<FilterExpression> = logicOf(term, 3);

const call: fc.Arbitrary<Call> = fc.record({
  outcome: fc.constantFrom('ok', 'error', 'throttle', 'fault'),
  duration: fc.option(number, { nil: undefined }),
});
const calls = fc.array(call, { maxLength: 3 });

const node = fc.record({
  name: text,
  names: fc.constant([]),
  type: fc.option(text),
  accountId: fc.option(text),
  root: fc.boolean(),
  inferred: fc.boolean(),
  state: fc.constant('active' as const),
  start: fc.constant(0),
  end: fc.constant(1),
  calls,
});
const edge = fc.record({
  from: fc.nat(2),
  to: fc.nat(2),
  aliases: fc.constant([]),
  edgeType: fc.constant(undefined),
  start: fc.constant(0),
  end: fc.constant(1),
  calls,
  eventAges: fc.constant([]),
});

const serviceOf = <Entity>(entity: fc.Arbitrary<Entity>) =>
  fc.record(
    {
      Name: text,
      Type: text,
      Inferred: fc.boolean(),
      EntityPath: fc.array(entity, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );
const causesOf = <Entity>(entity: fc.Arbitrary<Entity>) =>
  fc.array(
    fc.record(
      { ClientImpacting: fc.boolean(), Services: fc.array(serviceOf(entity), { maxLength: 2 }) },
      { requiredKeys: [] },
    ),
    { maxLength: 2 },
  );
const failures = causesOf(
  fc.record(
    {
      Name: text,
      Remote: fc.boolean(),
      Exceptions: fc.array(fc.record({ Name: text, Message: text }, { requiredKeys: [] }), {
        maxLength: 2,
      }),
    },
    { requiredKeys: [] },
  ),
);

const annotationValue = fc.oneof(
  fc.record({ StringValue: text }),
  fc.record({ NumberValue: number }),
  fc.record({ BooleanValue: fc.boolean() }),
);

const summary = fc.record(
  {
    HasFault: fc.boolean(),
    HasError: fc.boolean(),
    HasThrottle: fc.boolean(),
    IsPartial: fc.boolean(),
    Duration: number,
    ResponseTime: number,
    Http: fc.record({ HttpStatus: number, HttpURL: text, HttpMethod: text }, { requiredKeys: [] }),
    Users: fc.array(fc.record({ UserName: text }, { requiredKeys: [] }), { maxLength: 2 }),
    Annotations: fc.dictionary(
      fc.constantFrom('k', 'k.dotted'),
      fc.array(
        fc.record(
          {
            AnnotationValue: annotationValue,
            ServiceIds: fc.array(fc.record({ Name: text }), { maxLength: 1 }),
          },
          { requiredKeys: ['AnnotationValue'] },
        ),
        { maxLength: 2 },
      ),
    ),
    FaultRootCauses: failures,
    ErrorRootCauses: failures,
    ResponseTimeRootCauses: causesOf(
      fc.record({ Name: text, Coverage: number, Remote: fc.boolean() }, { requiredKeys: [] }),
    ),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<TraceSummary>;

/** Facts of any trace, sound or not: edges may lead nowhere. */
export const traceFacts: fc.Arbitrary<TraceFacts> = fc.record({
  summary,
  graph: fc.record({
    nodes: fc.array(node, { maxLength: 3 }),
    edges: fc.array(edge, { maxLength: 3 }),
  }),
});

/** Text that looks like an expression: pieces of the language, of its mistakes, and of anything. */
export const filterLikeText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          ...['fault', 'duration', 'http.url', 'annotation.k', 'annotation', '[', ']', '[a.b]'],
          ...['service(', 'edge(', 'id(', 'name:', 'rootcause.fault.entity', 'rootcause.json'],
          ...['group.name', '=', '!=', '<', '!', '(', ')', '{', '}', ',', ':', 'AND', 'OR'],
          ...[
            'CONTAINS',
            '"x"',
            '"',
            '\\',
            "'",
            '5',
            '500ms',
            '5xx',
            '-',
            '#',
            '#[{}]',
            '#[',
            '&&',
          ],
          ...['true', 'source.annotation.k', 'coverage', 'first', ' ', '\n'],
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
    ),
    { maxLength: 14 },
  )
  .chain((pieces) => fc.constantFrom('', ' ').map((between) => pieces.join(between)));
