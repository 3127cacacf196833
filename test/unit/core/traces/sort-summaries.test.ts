import { describe, expect, it } from 'vitest';
import { sortSummaries } from '../../../../src/core/traces/sort-summaries.ts';
import type { TraceSummary } from '../../../../src/xray/api/traces.ts';

const idsOf = (summaries: readonly TraceSummary[]) => summaries.map(({ Id }) => Id).join('');

const summaries: readonly TraceSummary[] = [
  { Id: 'a', StartTime: 3, Duration: 1, Http: { HttpStatus: 500 }, EntryPoint: { Name: 'x' } },
  { Id: 'b', StartTime: 1, Http: { HttpStatus: 200 } },
  { Id: 'c', StartTime: 2, Duration: 9, Http: {}, EntryPoint: { Name: 'a' } },
];

describe('sortSummaries', () => {
  it.each([
    ['time', false, 'bca'],
    ['time', true, 'acb'],
    ['duration', false, 'acb'],
    ['status', false, 'bac'],
    ['service', false, 'cab'],
    ['id', true, 'cba'],
  ] as const)('sorts by %s, descending %s', (field, descending, order) => {
    expect(idsOf(sortSummaries(summaries, [{ field, descending }]))).toBe(order);
  });

  it('puts what is not known last in either direction', () => {
    expect(idsOf(sortSummaries(summaries, [{ field: 'duration', descending: true }]))).toBe('cab');
  });

  it('lets the next key decide where the first does not', () => {
    const equal = summaries.map((one) => ({ ...one, Duration: 1 }));
    expect(
      idsOf(
        sortSummaries(equal, [
          { field: 'duration', descending: false },
          { field: 'time', descending: true },
        ]),
      ),
    ).toBe('acb');
  });

  it('reads the time out of the id where X-Ray leaves StartTime out', () => {
    const bare = [{ Id: '1-00000001-a' }, { Id: '1-0000000f-b' }];
    expect(sortSummaries(bare, [{ field: 'time', descending: true }])[0]).toBe(bare[1]);
  });
});
