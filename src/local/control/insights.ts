import { ApiError } from '../../xray/api/api-error.ts';
import type { EpochSeconds } from '../../xray/api/traces.ts';
import { LIMITS } from '../../xray/limits.ts';
import { checkWindow, type Window } from '../check-window.ts';
import { invalidRequest } from '../invalid-request.ts';
import type { GroupDirectory } from './group-directory.ts';
import type { Handlers } from './handlers.ts';

/** How far back insights can be asked for, seconds: as long as traces are kept. [botocore: "more than 30 days old"] */
const MAX_AGE_SECONDS = LIMITS.retentionSeconds;

/** Longest window of an impact graph, seconds. [botocore: "can't be more than six hours"] */
const MAX_IMPACT_WINDOW_SECONDS = 6 * 3_600;

/** The window of summaries has no length of its own: its age bounds it. */
const NO_LONGEST_SECONDS = Infinity;

/** What the operations on insights need. */
export interface InsightsNeeds {
  readonly groups: Pick<GroupDirectory, 'findGroup'>;
  readonly now: () => EpochSeconds;
}

const notFound = (insightId: string): ApiError =>
  new ApiError('ResourceNotFoundException', `Insight ${insightId} not found`, insightId);

/** No page of insights ever has a next one. */
const checkToken = ({ NextToken }: { readonly NextToken?: string }): void => {
  if (NextToken !== undefined) throw invalidRequest(`Invalid token ${NextToken}`);
};

const checkAge = ({ StartTime }: Window, now: EpochSeconds): void => {
  if (StartTime < now - MAX_AGE_SECONDS) {
    throw invalidRequest('Start time cannot be more than 30 days ago');
  }
};

/** Insights are found by AWS alone: here there are none, and every question about one is answered so. */
export const createInsights = ({
  groups,
  now,
}: InsightsNeeds): Handlers<
  'GetInsightSummaries' | 'GetInsight' | 'GetInsightEvents' | 'GetInsightImpactGraph'
> => ({
  GetInsightSummaries: (input) => {
    groups.findGroup(input);
    checkWindow(input, NO_LONGEST_SECONDS);
    checkAge(input, now());
    checkToken(input);
    return { InsightSummaries: [] };
  },
  GetInsight: ({ InsightId }) => {
    throw notFound(InsightId);
  },
  GetInsightEvents: (input) => {
    checkToken(input);
    throw notFound(input.InsightId);
  },
  GetInsightImpactGraph: (input) => {
    checkWindow(input, MAX_IMPACT_WINDOW_SECONDS);
    checkAge(input, now());
    checkToken(input);
    throw notFound(input.InsightId);
  },
});
