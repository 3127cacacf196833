import type { Context } from '../../cli/context.ts';
import { analyzeTrace } from '../../core/traces/analyze-trace.ts';
import { type ReadTrace, readTrace } from '../../core/traces/read-trace.ts';
import { renderTree } from '../../render/trace/tree.ts';
import { renderWaterfall } from '../../render/trace/waterfall.ts';
import type { WaterfallOptions } from '../../render/trace/waterfall-options.ts';
import type { TraceWithSegments } from '../../xray/api/traces.ts';
import { outAwsJson } from '../options/out-aws-json.ts';
import { outJson } from '../options/out-json.ts';

export type TraceView = 'waterfall' | 'tree' | 'analysis';

/** Says what of a trace is not in its tree: nothing is left out in silence. */
const warnOfGaps = async (context: Context, read: ReadTrace): Promise<void> => {
  const { id } = read.trace;
  if (read.limitExceeded) {
    await context.warn(
      `trace ${id} passed X-Ray's quota of size: AWS drops what comes after, xrayctl local keeps it`,
    );
  }
  for (const { id: segment, why } of read.unreadable) {
    await context.warn(`trace ${id}: document ${segment} is left out: ${why}`);
  }
};

/** Draws traces one after the other, a blank line between; as analysis, one JSON document each. */
export const outTraces = async (
  context: Context,
  traces: readonly TraceWithSegments[],
  view: TraceView,
  options: WaterfallOptions,
): Promise<void> => {
  for (const [index, given] of traces.entries()) {
    const read = readTrace(given);
    await warnOfGaps(context, read);
    const { trace } = read;
    const analysis = analyzeTrace(trace);
    if (view === 'analysis') {
      await outJson(context, analysis);
      continue;
    }
    const render = view === 'tree' ? renderTree : renderWaterfall;
    const drawn = render(trace, analysis, options, context.style);
    await context.out(index === 0 ? drawn : `\n${drawn}`);
  }
};

/** Writes traces as `aws xray batch-get-traces` does. */
export const outBatch = (
  context: Context,
  traces: readonly TraceWithSegments[],
  unprocessed: readonly string[],
): Promise<void> => outAwsJson(context, { Traces: traces, UnprocessedTraceIds: unprocessed });
