import type {
  GetSamplingTargetsInput,
  SamplingStatisticsDocument,
  SamplingTargetDocument,
  UnprocessedStatistics,
} from '../../xray/api/sampling.ts';
import type { EpochSeconds } from '../../xray/api/traces.ts';
import { REPORT_INTERVAL_SECONDS } from '../../xray/sampling/client-leases.ts';
import type { ReservoirGrant, TargetAllocator } from '../../xray/sampling/target-allocator.ts';
import type { Handlers } from './handlers.ts';
import type { RuleRecord, RuleStore } from './rule-store.ts';
import type { SamplingBoosts } from './sampling-boosts.ts';
import type { SamplingSummaries } from './sampling-summaries.ts';

/** What answering reports needs. */
export interface SamplingTargetsNeeds {
  readonly rules: RuleStore;
  readonly allocator: TargetAllocator;
  readonly boosts: SamplingBoosts;
  readonly summaries: Pick<SamplingSummaries, 'add'>;
  readonly now: () => EpochSeconds;
}

type Grants = ReadonlyMap<string, ReservoirGrant | undefined>;

/** What the documents of one call say of one rule, and what its clients get. */
interface RuleAnswer {
  readonly record: RuleRecord;
  readonly grants: Grants;
}

const byRule = <Document extends { readonly RuleName: string }>(documents: readonly Document[]) => {
  const groups = new Map<string, Document[]>();
  for (const document of documents) {
    const group = groups.get(document.RuleName) ?? [];
    group.push(document);
    groups.set(document.RuleName, group);
  }
  return groups;
};

const unknownRule = ({ RuleName }: { readonly RuleName: string }): UnprocessedStatistics => ({
  RuleName,
  ErrorCode: '400',
  Message: 'Unknown rule',
});

/** Interval and quota are told together, and not at all to a client that has none yet. [live] */
const printGrant = (grant: ReservoirGrant | undefined): Partial<SamplingTargetDocument> =>
  grant === undefined
    ? {}
    : {
        Interval: REPORT_INTERVAL_SECONDS,
        ReservoirQuota: grant.quota,
        ReservoirQuotaTTL: grant.ttl,
      };

const countsOf = (document: SamplingStatisticsDocument) => ({
  requests: document.RequestCount,
  sampled: document.SampledCount,
  borrowed: document.BorrowCount ?? 0,
});

/** Answers clients' reports with rates, quotas and boosts. */
export const createSamplingTargets = (
  needs: SamplingTargetsNeeds,
): Handlers<'GetSamplingTargets'> => {
  const { rules, allocator, boosts, summaries, now } = needs;

  const answerRules = (documents: readonly SamplingStatisticsDocument[]) => {
    const answers = new Map<string, RuleAnswer>();
    for (const [ruleName, reports] of byRule(documents)) {
      const record = rules.get(ruleName);
      if (record === undefined) continue;
      for (const report of reports) summaries.add(ruleName, countsOf(report));
      const clientIds = reports.map(({ ClientID }) => ClientID);
      const reservoirSize = record.SamplingRule.ReservoirSize;
      const grants = allocator.report(now(), { ruleName, reservoirSize, clientIds });
      answers.set(ruleName, { record, grants });
    }
    return answers;
  };

  const reportBoosts = (
    documents: GetSamplingTargetsInput['SamplingBoostStatisticsDocuments'] = [],
  ) => {
    const unprocessed: UnprocessedStatistics[] = [];
    for (const [ruleName, reports] of byRule(documents)) {
      const record = rules.get(ruleName);
      if (record === undefined) unprocessed.push(...reports.map(unknownRule));
      else boosts.report(record, reports);
    }
    return unprocessed;
  };

  const printTarget = (clientId: string, { record, grants }: RuleAnswer) => {
    const boost = boosts.of(record);
    return {
      RuleName: record.SamplingRule.RuleName,
      FixedRate: record.SamplingRule.FixedRate,
      ...printGrant(grants.get(clientId)),
      ...(boost && { SamplingBoost: boost }),
    };
  };

  return {
    GetSamplingTargets: (input) => {
      const unprocessedBoosts = reportBoosts(input.SamplingBoostStatisticsDocuments);
      const answers = answerRules(input.SamplingStatisticsDocuments);
      const targets: SamplingTargetDocument[] = [];
      const unprocessed: UnprocessedStatistics[] = [];
      for (const document of input.SamplingStatisticsDocuments) {
        const answer = answers.get(document.RuleName);
        if (answer === undefined) unprocessed.push(unknownRule(document));
        else targets.push(printTarget(document.ClientID, answer));
      }
      return {
        SamplingTargetDocuments: targets,
        // The Node SDK drops the whole answer when this is not a number.
        LastRuleModification: rules.lastModification(),
        UnprocessedStatistics: unprocessed,
        ...(input.SamplingBoostStatisticsDocuments && {
          UnprocessedBoostStatistics: unprocessedBoosts,
        }),
      };
    },
  };
};
