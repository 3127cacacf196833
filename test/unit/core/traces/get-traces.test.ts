import { describe, expect, it } from 'vitest';
import { getTraces } from '../../../../src/core/traces/get-traces.ts';
import { XrayctlError } from '../../../../src/std/xrayctl-error.ts';
import { ApiError } from '../../../../src/xray/api/api-error.ts';
import type { BatchGetTracesInput, BatchGetTracesOutput } from '../../../../src/xray/api/traces.ts';
import type { TraceId } from '../../../../src/xray/ids.ts';
import { traceIdOf } from '../../../support/fake-summaries.ts';

const idsUpTo = (count: number) =>
  Array.from({ length: count }, (_, number) => traceIdOf(number) as TraceId);

const traceFor = (id: string) => ({
  Id: id,
  Duration: 1,
  Segments: [{ Id: 'a', Document: '{}' }],
});

const portsFor = (answer: (input: BatchGetTracesInput, call: number) => BatchGetTracesOutput) => {
  const asked: BatchGetTracesInput[] = [];
  return {
    asked,
    clock: { sleep: async () => undefined },
    random: { next: () => 0 },
    xray: {
      batchGetTraces: async (input: BatchGetTracesInput) => {
        asked.push(input);
        return answer(input, asked.length);
      },
    },
  };
};

const answerAll = ({ TraceIds }: BatchGetTracesInput): BatchGetTracesOutput => ({
  Traces: TraceIds.map(traceFor).reverse(),
  UnprocessedTraceIds: [],
});

describe('getTraces', () => {
  it('asks for five at a time and gives them in the order asked for', async () => {
    const ports = portsFor(answerAll);
    const ids = idsUpTo(12);
    const gotten = await getTraces(ports, { ids });
    expect(ports.asked.map(({ TraceIds }) => TraceIds.length)).toEqual([5, 5, 2]);
    expect(gotten.traces.map(({ Id }) => Id)).toEqual(ids);
    expect(gotten).toMatchObject({ unprocessed: [], missing: [], unread: [] });
  });

  it('asks for a repeated id once: X-Ray refuses duplicates', async () => {
    const ports = portsFor(answerAll);
    const [id = '' as TraceId] = idsUpTo(1);
    const gotten = await getTraces(ports, { ids: [id, id] });
    expect(ports.asked).toEqual([{ TraceIds: [id] }]);
    expect(gotten.traces).toHaveLength(1);
  });

  it('finds out what X-Ray does not know: it is simply absent from the answer', async () => {
    const [known, unknown] = idsUpTo(2);
    const ports = portsFor(() => ({ Traces: [traceFor(known ?? '')] }));
    const gotten = await getTraces(ports, { ids: idsUpTo(2) });
    expect(gotten.missing).toEqual([unknown]);
    expect(gotten.traces).toHaveLength(1);
  });

  it('asks again for what came back unprocessed, once', async () => {
    const ids = idsUpTo(2);
    const [first = '', second = ''] = ids;
    const ports = portsFor((_input, call) =>
      call === 1
        ? { Traces: [traceFor(first)], UnprocessedTraceIds: [second] }
        : { Traces: [traceFor(second)] },
    );
    const gotten = await getTraces(ports, { ids });
    expect(ports.asked[1]).toEqual({ TraceIds: [second] });
    expect(gotten.traces.map(({ Id }) => Id)).toEqual(ids);
    expect(gotten.unprocessed).toEqual([]);
  });

  it('does not call missing what X-Ray did not process', async () => {
    const ids = idsUpTo(1);
    const ports = portsFor(() => ({ Traces: [], UnprocessedTraceIds: ids }));
    expect(await getTraces(ports, { ids })).toMatchObject({ unprocessed: ids, missing: [] });
  });

  it('joins the segments of a trace that came on two pages', async () => {
    const [id = ''] = idsUpTo(1);
    const ports = portsFor(({ NextToken }) =>
      NextToken === undefined
        ? { Traces: [{ Id: id, Segments: [{ Id: 'a' }] }], NextToken: 'more' }
        : { Traces: [{ Id: id, Segments: [{ Id: 'a' }, { Id: 'b' }] }] },
    );
    const gotten = await getTraces(ports, { ids: idsUpTo(1) });
    expect(gotten.traces).toEqual([{ Id: id, Segments: [{ Id: 'a' }, { Id: 'b' }] }]);
  });

  it('waits and asks again when throttled', async () => {
    const ports = portsFor((input, call) => {
      if (call === 1) throw new ApiError('ThrottledException', 'Rate exceeded');
      return answerAll(input);
    });
    expect((await getTraces(ports, { ids: idsUpTo(1) })).traces).toHaveLength(1);
  });

  it('names the ids of a call that failed and gives the others', async () => {
    const ids = idsUpTo(6);
    const ports = portsFor((input) => {
      if (input.TraceIds.length === 1) throw new XrayctlError('remote', 'X-Ray broke');
      return answerAll(input);
    });
    const gotten = await getTraces(ports, { ids });
    expect(gotten.traces).toHaveLength(5);
    expect(gotten.unread).toEqual([{ ids: [ids[5]], reason: 'X-Ray broke' }]);
    expect(gotten.missing).toEqual([]);
  });

  it.each(['remote', 'access'] as const)('throws when no call succeeds: %s', async (kind) => {
    const error = new XrayctlError(kind, 'no');
    const ports = portsFor(() => {
      throw error;
    });
    await expect(getTraces(ports, { ids: idsUpTo(7) })).rejects.toBe(error);
  });
});
