import type { Trace, TraceNode } from '../../../xray/trace.ts';

/** A call to something that reports no segment of its own: a database, an AWS API. */
const isLeafCall = (node: TraceNode): boolean => {
  if (node.kind === 'segment') return false;
  const { namespace } = node.entity as { readonly namespace?: string };
  return (
    (namespace === 'aws' || namespace === 'remote') &&
    node.children.every((child) => child.kind === 'subsegment')
  );
};

/**
 * The service whose time each node shows. A call to something that reports no segment, and the steps of such a call, are
 * that thing's time, under the name X-Ray gives it; everything else is the time of the node's own service.
 */
export const calledServices = (trace: Trace): ReadonlyMap<TraceNode, string> => {
  const services = new Map<TraceNode, string>();
  for (const node of trace.nodes) {
    const { parent } = node;
    const above = parent?.segment === node.segment && parent ? services.get(parent) : undefined;
    if (node.kind === 'segment') services.set(node, node.service);
    else if (isLeafCall(node)) services.set(node, node.inferred?.name ?? node.name);
    else services.set(node, above ?? node.service);
  }
  return services;
};
