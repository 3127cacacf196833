import type { CauseBlock, ExceptionBlock } from '../../../xray/segment.ts';
import type { TraceNode } from '../../../xray/trace.ts';

/** An exception and the node that recorded it. */
export interface Thrown {
  readonly node: TraceNode;
  readonly exception: ExceptionBlock;
  /** Another exception of the same node names this one as its cause. */
  readonly isCause: boolean;
}

const exceptionsIn = (cause: CauseBlock | string | undefined): readonly ExceptionBlock[] =>
  typeof cause === 'object' ? (cause.exceptions ?? []) : [];

/** The exceptions a node records itself. */
export const thrownIn = (node: TraceNode): readonly Thrown[] => {
  const exceptions = exceptionsIn(node.entity.cause);
  const causes = new Set(exceptions.map((exception) => exception.cause));
  return exceptions.map((exception) => ({
    node,
    exception,
    isCause: causes.has(exception.id),
  }));
};

/**
 * The id a cause refers to instead of telling itself: of an exception recorded elsewhere, or (as the SDK for Node
 * writes it, in a member `id`) of the subsegment that recorded it.
 */
export const referenceIn = (node: TraceNode): string | undefined => {
  const { cause } = node.entity;
  if (typeof cause !== 'object') return cause;
  const { id } = cause as { readonly id?: unknown };
  return typeof id === 'string' ? id : undefined;
};

/** Equal for one exception reported again on its way up. */
export const sameness = ({ exception }: Thrown): string =>
  JSON.stringify([exception.type ?? '', exception.message ?? '']);
