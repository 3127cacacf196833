import type { IndexingRule } from '../../xray/api/admin.ts';
import { ApiError } from '../../xray/api/api-error.ts';
import type { EpochSeconds } from '../../xray/api/traces.ts';
import { invalidRequest } from '../invalid-request.ts';
import type { Settings } from '../settings.ts';
import type { Handlers } from './handlers.ts';
import { createJsonStore } from './json-store.ts';

/** The only indexing rule there is. */
const NAME = 'Default';

/** [docs: one percent of spans is indexed unless changed] */
const DEFAULT_PERCENTAGE = 1;

const makeRule = (percentage: number, modifiedAt: EpochSeconds): IndexingRule => ({
  Name: NAME,
  ModifiedAt: modifiedAt,
  Rule: {
    Probabilistic: {
      DesiredSamplingPercentage: percentage,
      ActualSamplingPercentage: percentage,
    },
  },
});

/**
 * Keeps and tells the indexing rule. It is about spans in CloudWatch Logs; segments sent to X-Ray, as here, are all
 * indexed whatever it says.
 */
export const createIndexingRules = (
  settings: Settings,
  now: () => EpochSeconds,
): Handlers<'GetIndexingRules' | 'UpdateIndexingRule'> => {
  const rules = createJsonStore<IndexingRule>(settings, 'indexing-rule');
  return {
    GetIndexingRules: () => ({
      IndexingRules: [rules.get(NAME) ?? makeRule(DEFAULT_PERCENTAGE, 0)],
    }),
    UpdateIndexingRule: ({ Name, Rule }) => {
      if (Name !== NAME) {
        throw new ApiError('ResourceNotFoundException', `Indexing rule ${Name} not found`, Name);
      }
      const percentage = Rule?.Probabilistic?.DesiredSamplingPercentage;
      if (percentage === undefined || percentage < 0 || percentage > 100) {
        throw invalidRequest('DesiredSamplingPercentage must be a number between 0 and 100');
      }
      const rule = makeRule(percentage, now());
      rules.put(NAME, rule);
      return { IndexingRule: rule };
    },
  };
};
