import type {
  EdgeKeyword,
  Keyword,
  RootCauseKeyword,
  ServiceKeyword,
  TraceKeyword,
} from './keywords.ts';

/**
 * A filter expression as a value: what `parseFilter` makes and `printFilter` writes. It holds no positions and
 * no spelling, so that two ways of writing one expression are equal.
 */
export type FilterExpression = Logic<TraceTerm>;

/** Terms under AND, OR and `!`. */
export type Logic<Term extends AnyTerm> = All<Term> | Any<Term> | Not<Term> | Term;

/** Two expressions or more. */
type Several<Element> = readonly [Element, Element, ...Element[]];

interface All<Term extends AnyTerm> {
  readonly kind: 'and';
  readonly terms: Several<Logic<Term>>;
}

interface Any<Term extends AnyTerm> {
  readonly kind: 'or';
  readonly terms: Several<Logic<Term>>;
}

interface Not<Term extends AnyTerm> {
  readonly kind: 'not';
  readonly term: Logic<Term>;
}

export type EqualityOperator = '=' | '!=';
export type NumberOperator = EqualityOperator | '<' | '<=' | '>' | '>=';
export type StringOperator = EqualityOperator | 'CONTAINS' | 'BEGINSWITH' | 'ENDSWITH';
export type Operator = NumberOperator | StringOperator;

/** An operator and a value it can compare with. Numbers are finite and never -0. */
export type Comparison =
  | { readonly operator: EqualityOperator; readonly value: boolean }
  | { readonly operator: NumberOperator; readonly value: number }
  | { readonly operator: StringOperator; readonly value: string };

/** A keyword compared; or, without a comparison, true (a boolean) or present (anything else). */
export interface FieldTerm<Name extends Keyword> {
  readonly kind: 'field';
  readonly keyword: Name;
  readonly comparison?: Comparison;
}

/** An annotation compared or, without a comparison, present. */
export interface AnnotationTerm {
  readonly kind: 'annotation';
  /** Case-sensitive; any text but the empty one. */
  readonly key: string;
  readonly comparison?: Comparison;
}

/** An annotation of one end of an edge. */
export interface EndAnnotationTerm extends Omit<AnnotationTerm, 'kind'> {
  readonly kind: 'end-annotation';
  readonly end: 'source' | 'destination';
}

/** Which nodes are meant: those that agree with every member given; without members, all. */
export interface NodeSelector {
  readonly name?: string;
  readonly type?: string;
  readonly accountId?: string;
}

export interface ServiceSelector {
  readonly kind: 'service';
  readonly node: NodeSelector;
}

export interface EdgeSelector {
  readonly kind: 'edge';
  readonly source: NodeSelector;
  readonly destination: NodeSelector;
}

/** What GetTimeSeriesServiceStatistics takes: a service or an edge, without a block. */
export type EntitySelector = ServiceSelector | EdgeSelector;

type ServiceBlock = Logic<FieldTerm<ServiceKeyword> | AnnotationTerm>;
type EdgeBlock = Logic<FieldTerm<EdgeKeyword> | EndAnnotationTerm>;
type RootCauseBlock = Logic<FieldTerm<RootCauseKeyword>>;

export interface ServiceTerm extends ServiceSelector {
  readonly block?: ServiceBlock;
}

export interface EdgeTerm extends EdgeSelector {
  readonly block?: EdgeBlock;
}

/** Which causes are meant, and which elements of their paths; a response time root cause has no exceptions. */
export type RootCauseSubject =
  | { readonly cause: 'fault' | 'error'; readonly element: 'service' | 'entity' | 'exception' }
  | { readonly cause: 'responsetime'; readonly element: 'service' | 'entity' };

/** `rootcause.fault.service { ... }`: one element of one such cause satisfies the block. */
export interface RootCauseTerm {
  readonly kind: 'rootcause';
  readonly of: RootCauseSubject;
  readonly block?: RootCauseBlock;
}

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [member: string]: JsonValue };

/** An object of `rootcause.json`, in the shape of a root cause of a trace summary. */
export type RootCausePattern = { readonly [member: string]: JsonValue };

export interface RootCauseJsonTerm {
  readonly kind: 'rootcause-json';
  readonly operator: EqualityOperator;
  readonly patterns: readonly RootCausePattern[];
}

/** The stored expression of a group, by name or by ARN. */
export interface GroupTerm {
  readonly kind: 'group';
  readonly by: 'name' | 'arn';
  readonly operator: EqualityOperator;
  readonly value: string;
}

export type TraceTerm =
  | FieldTerm<TraceKeyword>
  | AnnotationTerm
  | ServiceTerm
  | EdgeTerm
  | RootCauseTerm
  | RootCauseJsonTerm
  | GroupTerm;

export type AnyTerm = TraceTerm | FieldTerm<Keyword> | EndAnnotationTerm;
