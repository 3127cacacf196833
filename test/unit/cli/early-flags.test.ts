import { describe, expect, it } from 'vitest';
import { readEarlyFlags } from '../../../src/cli/early-flags.ts';

describe('readEarlyFlags', () => {
  it.each([
    { argv: ['traces', '-o', 'json', '--nonsense'], json: true },
    { argv: ['-ojson'], json: true },
    { argv: ['--output=ndjson'], json: true },
    { argv: ['trace', '--output', 'analysis'], json: true },
    { argv: ['-o', 'json', '-o', 'table'], json: false },
    { argv: ['-o', 'table'], json: false },
    { argv: ['--', '-o', 'json'], json: false },
    { argv: ['-o'], json: false },
  ])('finds in $argv that errors are JSON: $json', ({ argv, json }) => {
    expect(readEarlyFlags(argv).json).toBe(json);
  });

  it.each([
    { argv: [], style: { ascii: false, color: 'auto', width: undefined } },
    {
      argv: ['x', '--color=never', '--ascii', '--width', '40', '--nonsense'],
      style: { ascii: true, color: 'never', width: 40 },
    },
    {
      argv: ['--color', 'pink', '--width', 'wide'],
      style: { ascii: false, color: 'auto', width: undefined },
    },
  ])('finds in $argv how to draw', ({ argv, style }) => {
    expect(readEarlyFlags(argv).style).toEqual(style);
  });

  it('finds --debug', () => {
    expect(readEarlyFlags(['x', '--debug']).debug).toBe(true);
    expect(readEarlyFlags(['x']).debug).toBe(false);
  });
});
