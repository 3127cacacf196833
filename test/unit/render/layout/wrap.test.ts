import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../../../src/render/layout/width.ts';
import { wrapText } from '../../../../src/render/layout/wrap.ts';

describe('wrapText', () => {
  it('breaks between words', () => {
    expect(wrapText('SELECT id FROM users', 10)).toEqual(['SELECT id', 'FROM users']);
  });

  it('breaks within a word that is wider than a line', () => {
    expect(wrapText('at https://example.com/x', 10)).toEqual([
      'at',
      'https://ex',
      'ample.com/',
      'x',
    ]);
  });

  it('counts cells, not characters', () => {
    expect(wrapText('数据库查询', 6)).toEqual(['数据库', '查询']);
  });

  it('makes one empty line of nothing', () => {
    expect(wrapText('', 10)).toEqual(['']);
  });

  it('keeps every character but blanks, within the width', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', ' ', '数', '📦', 'e\u0301', '-'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (whole, width) => {
        const lines = wrapText(whole, width);
        expect(lines.join('').replaceAll(' ', '')).toBe(whole.replaceAll(' ', ''));
        for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 200 },
    );
  });
});
