/**
 * List prices in US dollars, without free tier, discounts or tax. [AWS X-Ray pricing page; most regions]
 */
export const LIST_PRICES = {
  /** A million traces looked at by GetTraceSummaries, matching or not. */
  scannedPerMillionUsd: 0.5,
} as const;
