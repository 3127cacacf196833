import type { SamplingBoostStatisticsDocument, SamplingRateBoost } from '../api/sampling.ts';
import type { EpochSeconds } from '../api/traces.ts';

/** How long a boost lasts, seconds. [devguide: "up to 1 minute"] */
const BOOST_SECONDS = 60;

/** A rule's raised rate while anomalies go unsampled. */
export interface RateBoost {
  readonly rate: number;
  readonly ttl: EpochSeconds;
  /** Before this no other boost starts. */
  readonly cooldownUntil: EpochSeconds;
}

const missesAnomalies = (report: SamplingBoostStatisticsDocument): boolean =>
  report.AnomalyCount > report.SampledAnomalyCount;

/**
 * The rule's boost after reports of anomalies: one starts when some were not sampled, at most once in each cooldown
 * window. AWS computes the least rate that catches the anomalies and does not say how; here it is the whole MaxRate.
 */
export const updateBoost = (
  boost: RateBoost | undefined,
  config: SamplingRateBoost | undefined,
  reports: readonly SamplingBoostStatisticsDocument[],
  now: EpochSeconds,
): RateBoost | undefined => {
  if (config === undefined) return undefined;
  if (boost !== undefined && now < boost.cooldownUntil) return boost;
  if (!reports.some(missesAnomalies)) return undefined;
  const ttl = Math.floor(now) + BOOST_SECONDS;
  const cooldownUntil = Math.max(ttl, now + config.CooldownWindowMinutes * 60);
  return { rate: config.MaxRate, ttl, cooldownUntil };
};
