import { analyzeTrace } from '../../../../src/core/traces/analyze-trace.ts';
import type { Style } from '../../../../src/render/style.ts';
import { renderTree } from '../../../../src/render/trace/tree.ts';
import { renderWaterfall } from '../../../../src/render/trace/waterfall.ts';
import type { WaterfallOptions } from '../../../../src/render/trace/waterfall-options.ts';
import { buildTrace } from '../../../../src/xray/build-trace.ts';
import type { SegmentDocument } from '../../../../src/xray/segment.ts';
import { TRACE_ID } from '../../../support/make-segment.ts';

interface Drawing {
  readonly options?: WaterfallOptions;
  readonly style?: Partial<Style>;
}

/** The lines of a screen of 100 columns without colour, unless told otherwise. */
const drawWith =
  (render: typeof renderWaterfall) =>
  (documents: readonly SegmentDocument[], { options = {}, style = {} }: Drawing = {}) => {
    const trace = buildTrace(TRACE_ID, documents);
    const whole = { width: 100, color: 0, unicode: true, ...style } as const;
    return render(trace, analyzeTrace(trace), options, whole).split('\n').slice(0, -1);
  };

export const drawWaterfall = drawWith(renderWaterfall);
export const drawTree = drawWith(renderTree);
