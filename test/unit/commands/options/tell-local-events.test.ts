import { describe, expect, it } from 'vitest';
import { createEventTeller } from '../../../../src/commands/options/tell-local-events.ts';
import { createFakeClock } from '../../../support/fake-clock.ts';

const listen = () => {
  const clock = createFakeClock();
  const said: string[] = [];
  const teller = createEventTeller(
    {
      clock,
      info: async (message) => {
        said.push(`info: ${message}`);
      },
      warn: async (message) => {
        said.push(`warning: ${message}`);
      },
    },
    { retentionMs: 86_400_000, maxBytes: 2_000_000_000 },
  );
  return { clock, said, teller };
};

const rejected = (reason: string, count = 1) =>
  ({ kind: 'packets-rejected', reason, count }) as const;

describe('createEventTeller', () => {
  it.each([
    {
      event: { kind: 'traces-removed', reason: 'retention', traces: 1 },
      says: 'info: removed 1 trace older than 1d (--retention)',
    },
    {
      event: { kind: 'traces-removed', reason: 'size', traces: 120 },
      says: 'info: removed 120 traces, the oldest, to stay under 2GB (--max-size)',
    },
    {
      event: { kind: 'traces-recovered', traces: 2 },
      says: 'info: recovered 2 traces that a killed process had stored and not summarised',
    },
    { event: rejected('empty', 3), says: 'warning: rejected 3 UDP packets: empty datagrams' },
    {
      event: rejected('MissingId'),
      says: 'warning: rejected 1 UDP packet: MissingId, it has no "id" that is a string',
    },
    {
      event: { kind: 'packets-lost', count: 2, error: new Error('disk full') },
      says: 'warning: lost 2 UDP packets that could not be stored: disk full',
    },
    {
      event: { kind: 'upkeep-failed', error: 'locked' },
      says: 'warning: upkeep of the store failed and will be tried again: locked',
    },
    {
      event: { kind: 'request-failed', operation: 'GetTraceSummaries', error: new Error('oops') },
      says: 'warning: GetTraceSummaries was answered with 500: oops',
    },
    {
      event: { kind: 'udp-failed', error: new Error('EBADF') },
      says: 'warning: the UDP socket reported an error: EBADF',
    },
    {
      event: { kind: 'folder-shared', path: '/srv' },
      says: 'warning: others have files in /srv, so it was left open to them',
    },
  ] as const)('says "$says"', ({ event, says }) => {
    const { said, teller } = listen();
    teller.report(event);
    expect(said).toEqual([says]);
  });

  it('says the first of many at once, and the sum of the others once in ten seconds', async () => {
    const { clock, said, teller } = listen();
    for (let packet = 0; packet < 1000; packet += 1) teller.report(rejected('empty'));
    expect(said).toHaveLength(1);
    await clock.advance(9999);
    expect(said).toHaveLength(1);
    await clock.advance(1);
    expect(said.slice(1)).toEqual(['warning: rejected 999 more UDP packets: empty datagrams']);
    await clock.advance(60_000);
    expect(said).toHaveLength(2);
    teller.report(rejected('empty'));
    expect(said).toHaveLength(3);
  });

  it('holds reasons apart', () => {
    const { said, teller } = listen();
    teller.report(rejected('empty'));
    teller.report(rejected('missing-header'));
    expect(said).toHaveLength(2);
  });

  it('says at the end what it held back, and nothing twice', async () => {
    const { clock, said, teller } = listen();
    teller.report(rejected('empty'));
    teller.report(rejected('empty'));
    teller.finish();
    await clock.advance(60_000);
    expect(said).toHaveLength(2);
  });
});
