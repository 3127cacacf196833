import type { EpochSeconds } from '../../xray/api/traces.ts';
import { makeCatchAllRule, type NamedRule } from '../../xray/sampling/make-catch-all-rule.ts';
import { DEFAULT_RULE_NAME } from '../../xray/sampling/match-rule.ts';
import type { Settings } from '../settings.ts';
import { createJsonStore } from './json-store.ts';
import type { ResourceNames } from './resource-names.ts';

/** A rule with a name, and when it came and changed, in whole seconds. */
export interface RuleRecord {
  readonly SamplingRule: NamedRule;
  readonly CreatedAt: EpochSeconds;
  readonly ModifiedAt: EpochSeconds;
}

/** The sampling rules of this X-Ray. Default is always among them. */
export interface RuleStore {
  get(name: string): RuleRecord | undefined;
  /** By name, Default last. */
  all(): readonly RuleRecord[];
  /** Creates or replaces, and moves {@link lastModification} to the record's ModifiedAt. */
  put(record: RuleRecord): void;
  /** `now` becomes the last modification. */
  delete(name: string, now: EpochSeconds): void;
  /** When any rule last came, changed or went; 0 when none ever did. Clients fetch the rules again when it moves. */
  lastModification(): EpochSeconds;
}

/** [devguide: one request a second and five percent of the rest] [live: CreatedAt and ModifiedAt 0 until changed] */
const DEFAULT_RULE: RuleRecord = {
  SamplingRule: {
    ...makeCatchAllRule({
      RuleName: DEFAULT_RULE_NAME,
      Priority: 10_000,
      FixedRate: 0.05,
      ReservoirSize: 1,
    }),
    Attributes: {},
  },
  CreatedAt: 0,
  ModifiedAt: 0,
};

const LAST_MODIFICATION = 'last-modification';

/** The settings resource of a rule's ARN. */
export const ruleResource = (name: string): string => `sampling-rule/${name}`;

/** Rules kept in settings. */
export const createRuleStore = (settings: Settings, names: ResourceNames): RuleStore => {
  const records = createJsonStore<RuleRecord>(settings, 'sampling-rule');
  const moments = createJsonStore<EpochSeconds>(settings, 'sampling');

  const withArn = (record: RuleRecord): RuleRecord => {
    const RuleARN = names.arnOf(ruleResource(record.SamplingRule.RuleName));
    return { ...record, SamplingRule: { ...record.SamplingRule, RuleARN } };
  };
  const find = (name: string): RuleRecord | undefined =>
    records.get(name) ?? (name === DEFAULT_RULE_NAME ? DEFAULT_RULE : undefined);

  return {
    get: (name) => {
      const record = find(name);
      return record && withArn(record);
    },
    all: () =>
      [...records.names().filter((name) => name !== DEFAULT_RULE_NAME), DEFAULT_RULE_NAME]
        .map(find)
        .filter((record) => record !== undefined)
        .map(withArn),
    put: (record) => {
      records.put(record.SamplingRule.RuleName, record);
      moments.put(LAST_MODIFICATION, record.ModifiedAt);
    },
    delete: (name, now) => {
      records.delete(name);
      moments.put(LAST_MODIFICATION, now);
    },
    lastModification: () => moments.get(LAST_MODIFICATION) ?? 0,
  };
};
