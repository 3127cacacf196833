import type { RootCauseSubject } from '../ast.ts';
import {
  EDGE_KEYWORDS,
  type EdgeKeyword,
  type Keyword,
  type KeywordType,
  RESPONSE_TIME_ENTITY_KEYWORDS,
  ROOT_CAUSE_ENTITY_KEYWORDS,
  ROOT_CAUSE_EXCEPTION_KEYWORDS,
  ROOT_CAUSE_SERVICE_KEYWORDS,
  type RootCauseKeyword,
  SERVICE_KEYWORDS,
  type ServiceKeyword,
  TRACE_KEYWORDS,
  type TraceKeyword,
} from '../keywords.ts';

/** A place in an expression, and the keywords that mean something there. */
export interface Scope<Name extends Keyword> {
  /** What is asked there: "a trace". */
  readonly subject: string;
  /** How one gets there. */
  readonly written: string;
  readonly keywords: ReadonlyMap<string, { readonly keyword: Name; readonly type: KeywordType }>;
}

const scopeOf = <Name extends Keyword>(
  subject: string,
  written: string,
  keywords: Readonly<Partial<Record<Name, KeywordType>>>,
): Scope<Name> => ({
  subject,
  written,
  keywords: new Map(
    (Object.entries(keywords) as [Name, KeywordType][]).map(([keyword, type]) => [
      keyword,
      { keyword, type },
    ]),
  ),
});

export const TRACE_SCOPE: Scope<TraceKeyword> = scopeOf(
  'a trace',
  'of the trace itself, outside any block',
  TRACE_KEYWORDS,
);
export const SERVICE_SCOPE: Scope<ServiceKeyword> = scopeOf(
  'a service',
  'in service() { ... }',
  SERVICE_KEYWORDS,
);
export const EDGE_SCOPE: Scope<EdgeKeyword> = scopeOf(
  'an edge',
  'in edge(...) { ... }',
  EDGE_KEYWORDS,
);

const rootCauseScope = (
  subject: string,
  written: string,
  keywords: Readonly<Partial<Record<RootCauseKeyword, KeywordType>>>,
): Scope<RootCauseKeyword> => scopeOf<RootCauseKeyword>(subject, written, keywords);

const ROOT_CAUSE_SCOPES = {
  service: rootCauseScope(
    'a root cause service',
    'in rootcause.fault.service { ... } and its like',
    ROOT_CAUSE_SERVICE_KEYWORDS,
  ),
  entity: rootCauseScope(
    'a root cause entity',
    'in rootcause.fault.entity { ... } and its like',
    ROOT_CAUSE_ENTITY_KEYWORDS,
  ),
  exception: rootCauseScope(
    'a root cause exception',
    'in rootcause.fault.exception { ... } and rootcause.error.exception { ... }',
    ROOT_CAUSE_EXCEPTION_KEYWORDS,
  ),
} as const satisfies Readonly<Record<RootCauseSubject['element'], Scope<RootCauseKeyword>>>;

const RESPONSE_TIME_ENTITY_SCOPE = rootCauseScope(
  'a response time root cause entity',
  'in rootcause.responsetime.entity { ... }',
  RESPONSE_TIME_ENTITY_KEYWORDS,
);

/** The scope of a root cause's block: only entities of a response time root cause have a coverage. */
export const scopeOfRootCause = ({ cause, element }: RootCauseSubject): Scope<RootCauseKeyword> =>
  cause === 'responsetime' && element === 'entity'
    ? RESPONSE_TIME_ENTITY_SCOPE
    : ROOT_CAUSE_SCOPES[element];

/** Every scope, those people mean most often first. */
export const SCOPES: readonly Scope<Keyword>[] = [
  TRACE_SCOPE,
  SERVICE_SCOPE,
  EDGE_SCOPE,
  ROOT_CAUSE_SCOPES.service,
  ROOT_CAUSE_SCOPES.entity,
  RESPONSE_TIME_ENTITY_SCOPE,
  ROOT_CAUSE_SCOPES.exception,
];
