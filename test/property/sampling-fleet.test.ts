import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyTarget,
  EMPTY_RESERVOIR,
  type Reservoir,
  takeFromReservoir,
} from '../../src/xray/sampling/reservoir.ts';
import { createTargetAllocator } from '../../src/xray/sampling/target-allocator.ts';

/**
 * One thing that happens to a fleet: time passes, then a client gets requests or reports. Most happen within one second,
 * the rest an interval or a quota's lifetime apart: over-spending hides at those boundaries.
 */
const event = fc.record({
  afterMs: fc.oneof(
    { weight: 12, arbitrary: fc.integer({ min: 0, max: 100 }) },
    { weight: 2, arbitrary: fc.integer({ min: 900, max: 11_000 }) },
    { weight: 1, arbitrary: fc.constantFrom(299_700, 300_000, 301_000) },
  ),
  client: fc.nat({ max: 2 }),
  requests: fc.constantFrom(0, 0, 1, 12),
});
const events = fc.array(event, { minLength: 50, maxLength: 250 });

describe('the allocation of a reservoir', () => {
  it('never has more granted at one time than the reservoir holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 }), events, (reservoirSize, happenings) => {
        const allocator = createTargetAllocator();
        const granted = new Map<string, { quota: number; ttl: number }>();
        let now = 1_000_000;
        for (const { afterMs, client } of happenings) {
          now += afterMs / 1_000;
          const id = `client-${client}`;
          const grant = allocator
            .report(now, { ruleName: 'r', reservoirSize, clientIds: [id] })
            .get(id);
          if (grant !== undefined) granted.set(id, grant);
          const live = [...granted.values()].filter(({ ttl }) => ttl >= Math.floor(now));
          expect(live.reduce((sum, { quota }) => sum + quota, 0)).toBeLessThanOrEqual(
            reservoirSize,
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is whole and even once every client has reported a few times', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 12 }),
        (reservoirSize, clients) => {
          const allocator = createTargetAllocator();
          const ids = Array.from({ length: clients }, (_, index) => `client-${index}`);
          const round = (start: number) =>
            ids.map((id, index) => {
              const report = { ruleName: 'r', reservoirSize, clientIds: [id] };
              return allocator.report(start + index * 0.5, report).get(id)?.quota;
            });
          round(900);
          round(910);
          const quotas = round(920).map((quota) => quota ?? Number.NaN);
          expect(quotas.reduce((sum, quota) => sum + quota, 0)).toBe(reservoirSize);
          expect(Math.max(...quotas) - Math.min(...quotas)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 100 },
    );
  });
});

/** Clients that keep their own reservoirs, and the tally of what they took and borrowed in each second. */
const createFleet = (reservoirSize: number) => {
  const allocator = createTargetAllocator();
  const reservoirs = new Map<string, Reservoir>();
  const taken = new Map<number, number>();
  const borrowed = new Map<string, number>();
  const reservoirOf = (client: string) => reservoirs.get(client) ?? EMPTY_RESERVOIR;
  return {
    taken,
    borrowed,
    report: (client: string, now: number) => {
      const report = { ruleName: 'r', reservoirSize, clientIds: [client] };
      const grant = allocator.report(now, report).get(client);
      if (grant === undefined) return;
      const target = { ReservoirQuota: grant.quota, ReservoirQuotaTTL: grant.ttl };
      reservoirs.set(client, applyTarget(reservoirOf(client), target));
    },
    request: (client: string, now: number) => {
      const { outcome, reservoir } = takeFromReservoir(reservoirOf(client), now, true);
      reservoirs.set(client, reservoir);
      const second = Math.floor(now);
      const loan = `${client} in ${second}`;
      if (outcome === 'taken') taken.set(second, (taken.get(second) ?? 0) + 1);
      if (outcome === 'borrowed') borrowed.set(loan, (borrowed.get(loan) ?? 0) + 1);
    },
  };
};

describe('a fleet of clients on one reservoir', () => {
  it('takes no more a second than the reservoir holds, and borrows at most one a second each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), events, (reservoirSize, happenings) => {
        const fleet = createFleet(reservoirSize);
        let now = 1_000_000.3;
        for (const { afterMs, client, requests } of happenings) {
          now += afterMs / 1_000;
          const id = `client-${client}`;
          if (requests === 0) fleet.report(id, now);
          for (let request = 0; request < requests; request += 1) fleet.request(id, now);
        }
        expect(Math.max(0, ...fleet.taken.values())).toBeLessThanOrEqual(reservoirSize);
        expect(Math.max(0, ...fleet.borrowed.values())).toBeLessThanOrEqual(1);
      }),
      { numRuns: 300 },
    );
  });
});
