import { hasChildSegment, isDownstreamCall } from '../graph/node-identity.ts';
import type { Trace, TraceNode } from '../trace.ts';
import { type ResolveReference, resolveReferences } from './resolve-references.ts';

/** How good an explanation is: none, an exception recorded in this service, a service below that failed. [live] */
type Strength = 0 | 1 | 2;

/** A failed node, and what its failure came from. */
interface Finding {
  readonly node: TraceNode;
  strength: Strength;
  /** The failed child it came from. */
  next: Finding | undefined;
  /** Whether the node explains itself by an exception id: then its children are not looked at. */
  readonly refers: boolean;
  /** The node below it that recorded that exception. */
  owner: TraceNode | undefined;
  /** Whether a way from a node above may come through here, so that none has to begin here. */
  covered: boolean;
}

type Findings = Map<TraceNode, Finding>;

const isFlagged = ({ entity }: TraceNode, kind: 'fault' | 'error'): boolean =>
  kind === 'fault' ? entity.fault === true : entity.error === true || entity.throttle === true;

const ownsException = ({ entity: { cause } }: TraceNode): boolean =>
  typeof cause === 'object' && cause.exceptions !== undefined && cause.exceptions.length > 0;

/** A call whose callee sent no segment: the callee's failure is known from the call. */
const isSilentCallee = (node: TraceNode): boolean =>
  node.kind === 'subsegment' && isDownstreamCall(node.entity) && !hasChildSegment(node);

const beginsService = (node: TraceNode): boolean => node.kind === 'segment' || isSilentCallee(node);

/** The flagged nodes, parents before children. */
const collectFlagged = (trace: Trace, kind: 'fault' | 'error'): Findings => {
  const findings: Findings = new Map();
  for (const node of trace.nodes) {
    if (!isFlagged(node, kind)) continue;
    const refers = typeof node.entity.cause === 'string' && !isSilentCallee(node);
    findings.set(node, {
      node,
      strength: 0,
      next: undefined,
      refers,
      owner: undefined,
      covered: false,
    });
  }
  return findings;
};

/** Leads a node to the exception it names; nowhere when that was not recorded below it. */
const followReference = (finding: Finding, resolve: ResolveReference): void => {
  const { node } = finding;
  const owner = resolve(node, node.entity.cause as string);
  if (owner === undefined) return;
  finding.owner = owner;
  finding.strength = owner.segment === node.segment && !isSilentCallee(owner) ? 1 : 2;
};

/** Leads a node to the strongest explanation among its children, the earliest of several; else to its own exceptions. */
const followChildren = (finding: Finding, findings: Findings): void => {
  if (isSilentCallee(finding.node)) {
    finding.strength = 2;
    return;
  }
  for (const child of finding.node.children) {
    const below = findings.get(child);
    if (below === undefined) continue;
    const strength = child.kind === 'segment' ? 2 : below.strength;
    if (strength <= finding.strength) continue;
    finding.strength = strength;
    finding.next = below;
  }
  if (finding.strength === 0 && ownsException(finding.node)) finding.strength = 1;
};

const explain = (trace: Trace, findings: Findings): void => {
  let resolve: ResolveReference | undefined;
  for (const finding of [...findings.values()].reverse()) {
    if (finding.refers) {
      resolve ??= resolveReferences(trace);
      followReference(finding, resolve);
    } else {
      followChildren(finding, findings);
    }
  }
};

const isReachedFromAbove = (finding: Finding, findings: Findings): boolean => {
  if (finding.covered) return true;
  const { parent } = finding.node;
  const above = parent === undefined ? undefined : findings.get(parent);
  return above?.covered === true && !above.refers;
};

/** The nodes from one below `top` down to `bottom`. */
const listBetween = (top: TraceNode, bottom: TraceNode): readonly TraceNode[] => {
  const between: TraceNode[] = [];
  for (let node: TraceNode | undefined = bottom; node !== undefined && node !== top; ) {
    between.push(node);
    node = node.parent;
  }
  return between.reverse();
};

/** The nodes from where a failure shows to what it came from. */
const listWay = (finding: Finding): readonly TraceNode[] => {
  const way: TraceNode[] = [];
  for (let step: Finding | undefined = finding; step !== undefined; step = step.next) {
    way.push(step.node);
    if (step.owner !== undefined) return way.concat(listBetween(step.node, step.owner));
  }
  return way;
};

/** Marks what the way to a named exception runs through: no other way begins there. Once for each exception's owner. */
const coverReference = (
  { node, owner }: Finding,
  findings: Findings,
  coveredOwners: Set<TraceNode>,
): void => {
  if (owner === undefined || coveredOwners.has(owner)) return;
  coveredOwners.add(owner);
  for (const passed of listBetween(node, owner)) {
    const known = findings.get(passed);
    if (known !== undefined) known.covered = true;
  }
};

/**
 * Where failures come from: one way down for each service that failed while what called it did not (or explains itself
 * otherwise, by an exception id), from there to the deepest explanation. What nothing explains has none.
 */
export const findFailures = (
  trace: Trace,
  kind: 'fault' | 'error',
): readonly (readonly TraceNode[])[] => {
  const findings = collectFlagged(trace, kind);
  if (findings.size === 0) return [];
  explain(trace, findings);
  const ways: (readonly TraceNode[])[] = [];
  const coveredOwners = new Set<TraceNode>();
  for (const finding of findings.values()) {
    if (isReachedFromAbove(finding, findings)) {
      finding.covered = true;
    } else if (beginsService(finding.node)) {
      finding.covered = true;
      if (finding.strength > 0) ways.push(listWay(finding));
    }
    if (finding.covered) coverReference(finding, findings, coveredOwners);
  }
  return ways;
};
