import type { TraceSegment } from '../../xray/api/traces.ts';
import type { Account } from '../../xray/graph/node-identity.ts';
import type { SegmentDocument, Subsegment, TraceEntity } from '../../xray/segment.ts';
import type { Trace, TraceNode } from '../../xray/trace.ts';
import { inferSegment } from './inferred-segment.ts';
import { reprintCall } from './reprint-call.ts';

/** Members of a document sent alone that say where it belongs; once it is nested its place says it. */
const PLACE_MEMBERS: ReadonlySet<string> = new Set(['type', 'trace_id', 'parent_id']);

const isNested = (node: TraceNode): boolean =>
  node.kind === 'subsegment' && node.parent !== undefined;

/** The entity's own members as JSON text, without what is nested in it. */
const printOwn = (node: TraceNode): string => {
  const { entity } = node;
  const own = Object.entries(entity as SegmentDocument).filter(
    ([key]) => key !== 'subsegments' && !(isNested(node) && PLACE_MEMBERS.has(key)),
  );
  return JSON.stringify({
    ...Object.fromEntries(own),
    ...(node.kind === 'subsegment' ? reprintCall(entity as Subsegment) : {}),
  });
};

/** Puts the texts of nested subsegments into the text of what encloses them. */
const nest = (own: string, nested: readonly string[]): string =>
  nested.length === 0 ? own : `${own.slice(0, -1)},"subsegments":[${nested.join(',')}]}`;

const printInferred = (
  trace: Trace,
  node: TraceNode,
  account: Account,
): readonly TraceSegment[] => {
  const inferred = inferSegment(trace.id, node, account);
  const twins = [inferred, node.inferred].filter((twin) => twin !== undefined);
  return twins.map((twin) => ({ Id: twin.id, Document: JSON.stringify(twin) }));
};

/** Every node's whole text, innermost first: depth costs no stack. */
const printNodes = (nodes: readonly TraceNode[]): ReadonlyMap<TraceEntity, string> => {
  const texts = new Map<TraceEntity, string>();
  for (const node of nodes.toReversed()) {
    const nested = node.children.filter(isNested).map(({ entity }) => texts.get(entity) as string);
    texts.set(node.entity, nest(printOwn(node), nested));
  }
  return texts;
};

/**
 * The documents of a trace as BatchGetTraces gives them back: subsegments sent alone nested where they belong, and a
 * segment synthesised for every call to what does not report itself. A subsegment whose parent never arrived is given
 * as it was sent. In the order of the trace's tree.
 */
export const assembleDocuments = (trace: Trace, account: Account): readonly TraceSegment[] => {
  const texts = printNodes(trace.nodes);
  return trace.nodes.flatMap((node) => {
    const inferred = printInferred(trace, node, account);
    if (isNested(node)) return inferred;
    const document = { Id: node.id, Document: texts.get(node.entity) as string };
    return [document, ...inferred];
  });
};
