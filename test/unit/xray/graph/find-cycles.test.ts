import { describe, expect, it } from 'vitest';
import { findCycles } from '../../../../src/xray/graph/find-cycles.ts';

const cyclesOf = (successors: readonly (readonly number[])[]) =>
  findCycles(new Map(successors.map((next, node) => [node, next])));

describe('findCycles', () => {
  it.each([
    ['no cycle in a tree', [[1, 2], [3], [3], []], []],
    ['a node that leads to itself', [[0]], [[0]]],
    ['two that lead to each other', [[1], [0]], [[0, 1]]],
    ['a cycle once, beginning with its lowest node', [[], [3], [1], [2, 0]], [[1, 3, 2]]],
    [
      'two cycles that share a node',
      [[1, 2], [0], [0]],
      [
        [0, 1],
        [0, 2],
      ],
    ],
    [
      'two cycles that have nothing in common',
      [[1], [0, 2], [3], [2]],
      [
        [0, 1],
        [2, 3],
      ],
    ],
    [
      'the shorter of two ways round',
      [[1], [2, 0], [0]],
      [
        [0, 1],
        [0, 1, 2],
      ],
    ],
  ] as const)('finds %s', (_, graph, cycles) => {
    expect(cyclesOf(graph)).toEqual(cycles);
  });

  it('covers every node of a dense graph without listing every way round', () => {
    const size = 30;
    const all = Array.from({ length: size }, (_, at) => at);
    const cycles = cyclesOf(all.map((node) => all.filter((other) => other !== node)));
    expect(cycles.length).toBeLessThanOrEqual(size);
    expect(new Set(cycles.flat()).size).toBe(size);
  });

  it('goes round long circles', () => {
    const size = 10_000;
    const [cycle] = findCycles(
      new Map(Array.from({ length: size }, (_, at) => [at, at === 9 ? [10] : [(at + 1) % size]])),
    );
    expect(cycle).toHaveLength(size);
  });
});
