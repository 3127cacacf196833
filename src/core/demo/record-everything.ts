import type { XRayApi } from '../../ports/xray-api.ts';

/** Records every request, so that the proof can be complete. In production a rule like this one is expensive. */
export const recordEverything = async (
  xray: Pick<XRayApi, 'createSamplingRule'>,
): Promise<void> => {
  await xray.createSamplingRule({
    SamplingRule: {
      RuleName: 'demo-everything',
      ResourceARN: '*',
      Priority: 1,
      FixedRate: 1,
      ReservoirSize: 1,
      ServiceName: '*',
      ServiceType: '*',
      Host: '*',
      HTTPMethod: '*',
      URLPath: '*',
      Version: 1,
    },
  });
};
