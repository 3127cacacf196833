import type { TraceEntity } from '../../xray/segment.ts';
import type { Trace, TraceNode } from '../../xray/trace.ts';
import { findCriticalPath } from './critical-path.ts';
import { findSelfTime } from './self-time.ts';
import type { AnalyzedNode, CriticalStep, NodeFlag, TraceAnalysis } from './trace-analysis.ts';

const OUTCOMES = ['error', 'fault', 'throttle'] as const;

const isInferred = ({ entity, inferred }: TraceNode): boolean =>
  inferred !== undefined || ('inferred' in entity && entity.inferred === true);

/** A node's state in words, always in the same order; those of a folded twin are among them. */
const findFlags = (node: TraceNode): readonly NodeFlag[] => {
  const entities: readonly TraceEntity[] =
    node.inferred === undefined ? [node.entity] : [node.entity, node.inferred];
  const flags: NodeFlag[] = OUTCOMES.filter((flag) =>
    entities.some((entity) => entity[flag] === true),
  );
  if (node.end === undefined) flags.push('in-progress');
  if (node.orphan) flags.push('orphan');
  if (node.skewed) flags.push('skew');
  if (isInferred(node)) flags.push('inferred');
  return flags;
};

/**
 * Differences of epoch seconds carry noise beyond the microseconds that documents have: 0.1 s reads as
 * 0.10000014305114746.
 */
const roundToMicroseconds = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;

/** Contributions in whole microseconds that still add up: the path has no gaps, so its boundaries are rounded. */
const roundContribution = (step: CriticalStep, origin: number): CriticalStep => {
  const start = Math.round((step.start - origin) * 1e6);
  const end = Math.round((step.end - origin) * 1e6);
  return { ...step, contribution: (end - start) / 1e6 };
};

const analyzeSelfTime = (node: TraceNode): number | null => {
  const selfTime = findSelfTime(node);
  return selfTime === undefined ? null : roundToMicroseconds(selfTime);
};

const analyzeNode = (node: TraceNode, onCriticalPath: boolean): AnalyzedNode => ({
  id: node.id,
  parentId: node.parent?.id ?? null,
  name: node.name,
  kind: node.kind,
  service: node.service,
  start: node.start,
  end: node.end ?? null,
  duration: node.end === undefined ? null : roundToMicroseconds(node.end - node.start),
  selfTime: analyzeSelfTime(node),
  depth: node.depth,
  onCriticalPath,
  flags: findFlags(node),
});

/** Everything xrayctl computes of a trace, for its own views and for scripts. A node is on the path when it has a step. */
export const analyzeTrace = (trace: Trace): TraceAnalysis => {
  const criticalPath = findCriticalPath(trace).map((step) => roundContribution(step, trace.start));
  const critical = new Set(criticalPath.map((step) => step.id));
  return {
    schema: 'xrayctl/trace/v1',
    id: trace.id,
    duration: roundToMicroseconds(trace.end - trace.start),
    criticalPath,
    nodes: trace.nodes.map((node) => analyzeNode(node, critical.has(node.id))),
    problems: trace.problems,
  };
};
