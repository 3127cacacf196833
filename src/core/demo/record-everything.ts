import type { XRayApi } from '../../ports/xray-api.ts';
import { makeCatchAllRule } from '../../xray/sampling/make-catch-all-rule.ts';

/** Records every request, so that the proof can be complete. In production a rule like this one is expensive. */
export const recordEverything = async (
  xray: Pick<XRayApi, 'createSamplingRule'>,
): Promise<void> => {
  await xray.createSamplingRule({
    SamplingRule: makeCatchAllRule({
      RuleName: 'demo-everything',
      Priority: 1,
      FixedRate: 1,
      ReservoirSize: 1,
    }),
  });
};
