import { expect, it } from 'vitest';
import { orderRules } from '../../../../src/xray/sampling/order-rules.ts';
import { makeRule } from './make-rule.ts';

it('rules are tried by priority, then name, and Default last whatever its priority', () => {
  const rules = [
    makeRule({ RuleName: 'Default', Priority: 1 }),
    makeRule({ RuleName: 'b', Priority: 20 }),
    makeRule({ RuleName: 'late', Priority: 9999 }),
    makeRule({ RuleName: 'a', Priority: 20 }),
    makeRule({ RuleName: 'z', Priority: 3 }),
  ];
  const names = orderRules(rules).map(({ RuleName }) => RuleName);
  expect(names).toEqual(['z', 'a', 'b', 'late', 'Default']);
});
