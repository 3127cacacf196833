import { expect, it } from 'vitest';
import { makeGroupId } from '../../../../src/local/control/group-id.ts';

it.each([
  ['00'.repeat(32), 'A'.repeat(52)],
  ['ff'.repeat(32), `${'7'.repeat(51)}Q`],
  [`666f6f626172${'00'.repeat(26)}`, `MZXW6YTBOI${'A'.repeat(42)}`],
])('the id of %s is its base 32', (hex, id) => {
  expect(makeGroupId(hex)).toBe(id);
});
