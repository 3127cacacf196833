import type { Clock } from '../../ports/clock.ts';
import type { Random } from '../../ports/random.ts';
import type { XRayApi } from '../../ports/xray-api.ts';
import { uncapitalize } from '../../std/uncapitalize.ts';
import type { OperationName } from '../../xray/api/operations.ts';
import { createTargetAllocator } from '../../xray/sampling/target-allocator.ts';
import type { Settings } from '../settings.ts';
import { validateInput } from '../validate-input.ts';
import { DESTINATION } from './destination.ts';
import { createEncryption } from './encryption.ts';
import { createGroupDirectory, type GroupDirectory } from './group-directory.ts';
import { GROUP_ID_BYTES, makeGroupId } from './group-id.ts';
import { createGroupStore, groupResource } from './group-store.ts';
import { createGroups } from './groups.ts';
import type { Handlers } from './handlers.ts';
import { createIndexingRules } from './indexing-rules.ts';
import { createInsights } from './insights.ts';
import { createResourceNames } from './resource-names.ts';
import { createResourcePolicies } from './resource-policies.ts';
import { createRuleStore, ruleResource } from './rule-store.ts';
import { createSamplingBoosts } from './sampling-boosts.ts';
import { createSamplingRules } from './sampling-rules.ts';
import { createSamplingSummaries } from './sampling-summaries.ts';
import { createSamplingTargets } from './sampling-targets.ts';
import { createTagStore, createTags } from './tags.ts';
import { TELEMETRY } from './telemetry.ts';

/** The operations that are answered from traces, by the data plane. */
type TraceOperation =
  | 'PutTraceSegments'
  | 'GetTraceSummaries'
  | 'BatchGetTraces'
  | 'GetServiceGraph'
  | 'GetTraceGraph'
  | 'GetTimeSeriesServiceStatistics';

type ControlOperation = Exclude<OperationName, TraceOperation>;

/** Every operation that is not about traces and graphs. */
type ControlApi = Pick<XRayApi, Uncapitalize<ControlOperation>>;

/** The control plane: its operations, and what the data plane asks of it. */
export type Control = ControlApi & GroupDirectory;

/** What the control plane is made of. */
export interface ControlOptions {
  /** Where rules, groups, tags and policies are kept. */
  readonly settings: Settings;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'hex'>;
  /** Part of every ARN, as is the account. */
  readonly region: string;
  readonly accountId: string;
}

/** The handlers as methods that validate what they are given. */
const createApi = (handlers: Handlers<ControlOperation>): ControlApi => {
  const createMethod =
    <O extends ControlOperation>(name: O, handle: Handlers<O>[O]) =>
    async (input: unknown) =>
      handle(validateInput(name, input));
  const names = Object.keys(handlers) as ControlOperation[];
  const methods = names.map((name) => [uncapitalize(name), createMethod(name, handlers[name])]);
  return Object.fromEntries(methods) as ControlApi;
};

/**
 * The control plane of a local X-Ray. Every input is validated, whoever calls; what is refused rejects with an ApiError.
 * Quotas, boosts and statistics live in memory, all else in the settings.
 */
export const createControl = (options: ControlOptions): Control => {
  const { settings, clock, random, region, accountId } = options;
  const now = () => clock.now() / 1_000;
  const nowSeconds = () => Math.floor(now());
  const names = createResourceNames(region, accountId);
  const rules = createRuleStore(settings, names);
  const groups = createGroupStore(settings);
  const tags = createTagStore(settings);
  const allocator = createTargetAllocator();
  const boosts = createSamplingBoosts(now);
  const { add, forget, ...summaries } = createSamplingSummaries(now);
  const makeId = () => makeGroupId(random.hex(GROUP_ID_BYTES));
  const directory = createGroupDirectory({ groups, names });
  const exists = (resource: string) =>
    rules.all().some(({ SamplingRule }) => ruleResource(SamplingRule.RuleName) === resource) ||
    groups.all().some((group) => groupResource(group) === resource);
  const onDelete = (name: string) => {
    allocator.forget(name);
    boosts.forget(name);
    forget(name);
  };
  const api = createApi({
    ...createSamplingRules({ rules, tags, names, now: nowSeconds, onDelete }),
    ...createSamplingTargets({ rules, allocator, boosts, summaries: { add }, now }),
    ...summaries,
    ...createGroups({ groups, tags, names, now: nowSeconds, makeId }),
    ...createInsights({ groups: directory, now }),
    ...createEncryption(settings),
    ...createTags({ tags, names, exists }),
    ...createResourcePolicies(settings, nowSeconds),
    ...createIndexingRules(settings, nowSeconds),
    ...DESTINATION,
    ...TELEMETRY,
  });
  return { ...api, ...directory };
};
