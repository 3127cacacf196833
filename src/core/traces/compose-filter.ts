import { XrayctlError } from '../../std/xrayctl-error.ts';
import type {
  AnnotationTerm,
  Comparison,
  FieldTerm,
  FilterExpression,
  ServiceTerm,
} from '../../xray/filter/ast.ts';
import type { TraceKeyword } from '../../xray/filter/keywords.ts';
import { joinTerms } from '../../xray/filter/logic.ts';
import { parseAnnotationValue } from '../../xray/parse-annotation-value.ts';

/** An annotation to look for; the value as typed on a command line. */
export interface AnnotationCondition {
  readonly key: string;
  readonly value: string;
}

/** The friendly flags of `xrayctl traces`. Those absent ask nothing. */
export interface FilterOptions {
  /** Name of a service, anywhere in the trace. */
  readonly service?: string | undefined;
  /** A status code (`404`) or a class of them (`5xx`), of the root request. */
  readonly status?: string | undefined;
  /** Seconds, inclusive. */
  readonly minDuration?: number | undefined;
  /** Seconds, inclusive. */
  readonly maxDuration?: number | undefined;
  /** Part of the root request's URL. */
  readonly url?: string | undefined;
  /** Of the root request, in any case. */
  readonly method?: string | undefined;
  readonly annotations?: readonly AnnotationCondition[] | undefined;
  readonly user?: string | undefined;
  /** These three, any of those given, are asked of the root request or, with `service`, of one call of that service. */
  readonly fault?: boolean | undefined;
  readonly error?: boolean | undefined;
  readonly throttle?: boolean | undefined;
  readonly partial?: boolean | undefined;
  /** The user's own expression. */
  readonly filter?: FilterExpression | undefined;
}

/** All that is asked, joined by AND; undefined when nothing is. Throws a usage error for a status that is none. */
export const composeFilter = (options: FilterOptions): FilterExpression | undefined =>
  joinTerms('and', [
    ...composeService(options),
    ...composeStatus(options.status),
    ...composeDuration(options),
    ...when(options.url, (value) => field('http.url', { operator: 'CONTAINS', value })),
    // Methods are case-sensitive in traces, and in capitals but for people.
    ...when(options.method, (method) =>
      field('http.method', { operator: '=', value: method.toUpperCase() }),
    ),
    ...when(options.user, (value) => field('user', { operator: '=', value })),
    ...(options.annotations ?? []).map(composeAnnotation),
    ...(options.partial ? [field('partial')] : []),
    ...when(options.filter, (filter) => filter),
  ]);

type OutcomeKeyword = 'fault' | 'error' | 'throttle';

/** The service and the outcomes asked, which are the service's own where one is named. */
const composeService = (options: FilterOptions): readonly FilterExpression[] => {
  const outcomes = (['fault', 'error', 'throttle'] as const)
    .filter((keyword) => options[keyword])
    .map((keyword): FieldTerm<OutcomeKeyword> => ({ kind: 'field', keyword }));
  // Outcomes of one request exclude each other: several of them can only mean any of them.
  const outcome = joinTerms('or', outcomes);
  if (options.service === undefined) return when(outcome, (asked) => asked);
  const service: ServiceTerm = { kind: 'service', node: { name: options.service } };
  return [outcome === undefined ? service : { ...service, block: outcome }];
};

const composeStatus = (status: string | undefined): readonly FilterExpression[] => {
  if (status === undefined) return [];
  const [, first = '', rest = ''] = /^([1-5])(xx|\d\d)$/iu.exec(status) ?? [];
  if (first === '')
    throw new XrayctlError('usage', `"${status}" is no HTTP status.`, {
      remedy: 'Give a code or a class of codes: --status 404, --status 5xx.',
    });
  if (rest.toLowerCase() !== 'xx')
    return [field('http.status', { operator: '=', value: Number(status) })];
  const lowest = Number(first) * 100;
  return [
    field('http.status', { operator: '>=', value: lowest }),
    field('http.status', { operator: '<=', value: lowest + 99 }),
  ];
};

/**
 * `duration`, not `responsetime`: it is the whole trace, asynchronous work included, and what the listing shows in
 * its duration column. A trace that is unfinished has none and does not match.
 */
const composeDuration = (
  options: Pick<FilterOptions, 'minDuration' | 'maxDuration'>,
): readonly FilterExpression[] => [
  ...when(options.minDuration, (value) => field('duration', { operator: '>=', value })),
  ...when(options.maxDuration, (value) => field('duration', { operator: '<=', value })),
];

const composeAnnotation = ({ key, value }: AnnotationCondition): AnnotationTerm => ({
  kind: 'annotation',
  key,
  comparison: { operator: '=', value: parseAnnotationValue(value) },
});

const field = (keyword: TraceKeyword, comparison?: Comparison): FieldTerm<TraceKeyword> =>
  comparison === undefined ? { kind: 'field', keyword } : { kind: 'field', keyword, comparison };

const when = <Value>(
  value: Value | undefined,
  compose: (value: Value) => FilterExpression,
): readonly FilterExpression[] => (value === undefined ? [] : [compose(value)]);
