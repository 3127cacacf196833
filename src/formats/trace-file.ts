import { failure, type Result, success } from '../std/result.ts';
import { isJsonObject } from '../xray/document/json-object.ts';
import { parseTraceId, type TraceId } from '../xray/ids.ts';
import { LIMITS } from '../xray/limits.ts';
import { readDocument } from '../xray/parse-segment.ts';
import type { SegmentDocument } from '../xray/segment.ts';
import { explainSegmentProblem, type SegmentProblem } from '../xray/segment-problem.ts';
import { type FileProblem, type JsonValue, parseJsonValues } from './json-values.ts';

/** One trace of a file: its documents in the order of the file. */
export interface FiledTrace {
  readonly id: TraceId;
  readonly documents: readonly SegmentDocument[];
  /** What X-Ray said of it: the trace passed the quota of size. */
  readonly limitExceeded: boolean;
}

/** Levels of JSON that batch-get-traces, or a list of its pages, puts around a document. */
const WRAPPING_LEVELS = 8;
const MAX_DEPTH = LIMITS.documentDepth + WRAPPING_LEVELS;

const BYTE_ORDER_MARK = /^\uFEFF/;

/** What is still to be read: a value of the file, its place in words, and the trace it was filed under. */
interface Part {
  readonly value: unknown;
  readonly where: string;
  readonly traceId: TraceId | undefined;
}

interface Draft {
  readonly documents: SegmentDocument[];
  limitExceeded: boolean;
}

type Traces = Map<TraceId, Draft>;

const draftOf = (traces: Traces, id: TraceId): Draft => {
  const known = traces.get(id);
  if (known !== undefined) return known;
  const draft = { documents: [], limitExceeded: false };
  traces.set(id, draft);
  return draft;
};

const problemAt = (where: string, why: string): FileProblem => ({
  message: where === '' ? why : `${where}: ${why}`,
});

const within = (where: string, inner: string): string =>
  where === '' ? inner : `${where}, ${inner}`;

const listParts = (
  elements: readonly unknown[],
  noun: string,
  { where, traceId }: Pick<Part, 'where' | 'traceId'>,
): readonly Part[] =>
  elements.map((value, index) => ({
    value,
    where: within(where, `${noun} ${index + 1}`),
    traceId,
  }));

const describeRefusal = ({ id, code }: SegmentProblem): string => {
  const why = `${explainSegmentProblem(code)} (${code})`;
  return id === null || id === ''
    ? why
    : `${why}; its id is "${id.slice(0, LIMITS.nameCharacters)}"`;
};

const takeDocuments = (
  traces: Traces,
  documents: readonly SegmentDocument[],
  { where, traceId }: Part,
): FileProblem | undefined => {
  for (const document of documents) {
    const own = document.trace_id as TraceId;
    if (traceId !== undefined && own !== traceId) {
      return problemAt(where, `the document belongs to another trace, ${own}`);
    }
    draftOf(traces, own).documents.push(document);
  }
  return undefined;
};

/** A trace of batch-get-traces: `Id` and `Segments`, each with its `Document` as text or, unpacked by hand, as JSON. */
const readTrace = (
  trace: {
    readonly Id?: unknown;
    readonly Segments: readonly unknown[];
    readonly LimitExceeded?: unknown;
  },
  part: Part,
  traces: Traces,
): Result<readonly Part[], FileProblem> => {
  const id = parseTraceId(typeof trace.Id === 'string' ? trace.Id : '');
  if (!id.ok) {
    return failure(problemAt(part.where, trace.Id === undefined ? 'there is no "Id"' : id.problem));
  }
  const draft = draftOf(traces, id.value);
  if (trace.LimitExceeded === true) draft.limitExceeded = true;
  const documents: Part[] = [];
  for (const [index, segment] of trace.Segments.entries()) {
    const where = `trace ${id.value}, document ${index + 1}`;
    if (!isJsonObject(segment) || segment['Document'] === undefined) {
      return failure(problemAt(where, 'there is no "Document"'));
    }
    documents.push({ value: segment['Document'], where, traceId: id.value });
  }
  return success(documents);
};

const readText = (part: Part, text: string): Result<readonly Part[], FileProblem> => {
  const values = parseJsonValues(text, LIMITS.documentDepth);
  if (!values.ok) return failure(problemAt(part.where, values.problem.message));
  return success(values.value.map(({ value }) => ({ ...part, value })));
};

/** Takes in one part, or gives back the parts it is made of. */
const readPart = (part: Part, traces: Traces): Result<readonly Part[], FileProblem> => {
  const { value, where } = part;
  if (typeof value === 'string') return readText(part, value);
  if (Array.isArray(value)) return success(listParts(value, 'element', part));
  if (!isJsonObject(value)) return failure(problemAt(where, 'neither a trace nor a document'));
  const { Traces: listed, Segments: segments } = value;
  if (Array.isArray(listed)) return success(listParts(listed, 'trace', part));
  if (Array.isArray(segments)) return readTrace({ ...value, Segments: segments }, part, traces);
  if (Array.isArray(value['TraceSummaries'])) {
    const why =
      'these are trace summaries, which hold no documents: save the output of batch-get-traces';
    return failure(problemAt(where, why));
  }
  const documents = readDocument(value);
  if (!documents.ok) return failure(problemAt(where, describeRefusal(documents.problem)));
  const problem = takeDocuments(traces, documents.value, part);
  return problem === undefined ? success([]) : failure(problem);
};

const startOf = ({ value, line }: JsonValue): Part => ({
  value,
  where: line === undefined ? '' : `line ${line}`,
  traceId: undefined,
});

/**
 * Reads traces from a file: the output of `aws xray batch-get-traces` (either version of the AWS CLI) or of
 * `xrayctl trace -o json`, one trace of it, a list of raw documents, one a line, or a single one. Traces come in the
 * order of the file; one with no documents is among them. A file with anything broken is refused as a whole, and
 * the message says which trace and which document. X-Ray's 64 KB do not apply: what it gives back is assembled.
 */
export const parseTraceFile = (text: string): Result<readonly FiledTrace[], FileProblem> => {
  const bare = text.replace(BYTE_ORDER_MARK, '');
  if (bare.trim() === '') return failure({ message: 'the file is empty' });
  const values = parseJsonValues(bare, MAX_DEPTH);
  if (!values.ok) return values;
  const traces: Traces = new Map();
  const pending = values.value.map(startOf).reverse();
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const inner = readPart(part, traces);
    if (!inner.ok) return inner;
    for (const next of inner.value.toReversed()) pending.push(next);
  }
  return success(Array.from(traces, ([id, draft]) => ({ id, ...draft })));
};
