import { describe, expect, it } from 'vitest';
import { createTargetAllocator } from '../../../../src/xray/sampling/target-allocator.ts';

/** An allocator with one rule, asked for one client at a time: the quota granted, or undefined. */
const makeFleet = (size: number) => {
  const allocator = createTargetAllocator();
  const report = (now: number, clientId: string, reservoirSize = size) =>
    allocator.report(now, { ruleName: 'rule', reservoirSize, clientIds: [clientId] }).get(clientId);
  return { allocator, report, quota: (now: number, id: string) => report(now, id)?.quota };
};

describe('the allocation of a reservoir', () => {
  it('grants nothing at the first report, the whole reservoir to a lone client at the next, for 300 s', () => {
    const { report } = makeFleet(10);
    expect(report(1_000.2, 'a')).toBeUndefined();
    expect(report(1_010.7, 'a')).toEqual({ quota: 10, ttl: 1_310 });
  });

  it('divides equally over all who report, giving away a share only once it is handed back', () => {
    const { quota } = makeFleet(10);
    quota(1_000, 'a');
    quota(1_010, 'a');
    quota(1_012, 'b');
    expect(quota(1_022, 'b')).toBeUndefined();
    expect(quota(1_023, 'a')).toBe(5);
    expect(quota(1_032, 'b')).toBe(5);
  });

  it('does not give away within a second what its former holder may have spent in that second', () => {
    const { quota } = makeFleet(10);
    quota(1_000, 'a');
    quota(1_010, 'a');
    quota(1_012, 'b');
    expect(quota(1_022.1, 'a')).toBe(5);
    expect(quota(1_022.9, 'b')).toBeUndefined();
    expect(quota(1_023.0, 'b')).toBe(5);
  });

  it('spreads the remainder by one each, and moves it on from time to time', () => {
    const { quota } = makeFleet(8);
    const ids = ['a', 'b', 'c'];
    const larger = new Set<string>();
    for (let now = 900; now < 2_000; now += 10) {
      const quotas = ids.map((id, index) => quota(now + index, id));
      for (const [index, id] of ids.entries()) if (quotas[index] === 3) larger.add(id);
      if (now % 300 === 50) expect(quotas.toSorted()).toEqual([2, 3, 3]);
    }
    expect([...larger].sort()).toEqual(ids);
  });

  it('gives more clients than it has requests a quota of 0, not none', () => {
    const { quota } = makeFleet(1);
    quota(900, 'a');
    quota(901, 'b');
    expect([quota(910, 'a'), quota(911, 'b')].sort()).toEqual([0, 1]);
  });

  it('holds the share of a silent client until its quota ends, then divides it again', () => {
    const { quota } = makeFleet(10);
    for (const id of ['a', 'b']) quota(1_000, id);
    for (const id of ['a', 'b']) expect(quota(1_010, id)).toBe(5);
    expect(quota(1_100, 'a')).toBe(5);
    expect(quota(1_310, 'a')).toBe(5);
    expect(quota(1_311, 'a')).toBe(10);
  });

  it('lets a client borrow while a dead one still holds the whole reservoir', () => {
    const { quota } = makeFleet(1);
    quota(1_000, 'dead');
    expect(quota(1_010, 'dead')).toBe(1);
    quota(1_050, 'alive');
    expect(quota(1_060, 'alive')).toBeUndefined();
    expect(quota(1_311, 'alive')).toBe(1);
  });

  it('lowers a quota when the rule shrinks, even to 0', () => {
    const { report } = makeFleet(10);
    for (const now of [1_000, 1_010]) for (const id of ['a', 'b']) report(now, id);
    expect(report(1_020, 'a', 4)?.quota).toBe(0);
    expect(report(1_021, 'b', 4)?.quota).toBe(2);
    expect(report(1_030, 'a', 4)?.quota).toBe(2);
  });

  it('grants 0 of an empty reservoir', () => {
    const { quota } = makeFleet(0);
    quota(1_000, 'a');
    expect(quota(1_010, 'a')).toBe(0);
  });

  it('notes every client of a call before dividing, and answers one that reports twice once', () => {
    const { allocator } = makeFleet(6);
    const call = (now: number) =>
      allocator.report(now, { ruleName: 'rule', reservoirSize: 6, clientIds: ['a', 'b', 'a'] });
    expect([...call(1_000)]).toEqual([
      ['a', undefined],
      ['b', undefined],
    ]);
    expect([...call(1_010)].map(([id, grant]) => [id, grant?.quota])).toEqual([
      ['a', 3],
      ['b', 3],
    ]);
  });

  it('keeps rules apart, and forgets one that is deleted', () => {
    const { allocator, quota } = makeFleet(10);
    quota(1_000, 'a');
    const other = { ruleName: 'other', reservoirSize: 10, clientIds: ['a'] };
    expect(allocator.report(1_005, other).get('a')).toBeUndefined();
    allocator.forget('rule');
    expect(quota(1_010, 'a')).toBeUndefined();
  });

  it('serves known clients through a flood of made-up ones, which only ever borrow', () => {
    const { quota } = makeFleet(10);
    quota(1_000, 'good');
    expect(quota(1_010, 'good')).toBe(10);
    for (let index = 0; index < 5_000; index += 1) {
      expect(quota(1_011 + index / 1_000, `bad-${index}`)).toBeUndefined();
    }
    expect(quota(1_020, 'good')).toBeDefined();
    for (let now = 1_030; now <= 1_400; now += 10) quota(now, 'good');
    expect(quota(1_410, 'good')).toBe(10);
  });

  it('knows a thousand clients at most: one more borrows, however large the reservoir grows', () => {
    const { allocator } = makeFleet(0);
    const clientIds = Array.from({ length: 1_000 }, (_, index) => `client-${index}`);
    const all = { ruleName: 'rule', reservoirSize: 5_000, clientIds };
    allocator.report(1_000, all);
    expect(allocator.report(1_010, all).get('client-999')?.quota).toBe(5);
    const one = { ruleName: 'rule', reservoirSize: 10_000, clientIds: ['one-more'] };
    for (const now of [1_011, 1_021, 1_031]) {
      expect(allocator.report(now, one).get('one-more')).toBeUndefined();
    }
  });
});
