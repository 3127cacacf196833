import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/cli/exit-code.ts';

const page = readFileSync(new URL('../../../docs/exit-codes.md', import.meta.url), 'utf8');

describe('docs/exit-codes.md', () => {
  it('has a row for every exit code, in order', () => {
    const rows = [...page.matchAll(/^\| (\d+) \| (?:`(\w+)`|-) \|/gm)];
    expect(rows.map((row) => Number(row[1]))).toEqual(Object.values(EXIT));
  });

  it('names the kind that has the code', () => {
    const kinds = [...page.matchAll(/^\| (\d+) \| `(\w+)` \|/gm)];
    for (const [, code, kind] of kinds.filter(([, code]) => code !== '143')) {
      expect(EXIT[kind as keyof typeof EXIT]).toBe(Number(code));
    }
  });
});
