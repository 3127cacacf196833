import { describe, expect, it } from 'vitest';
import type { Column } from '../../../../src/render/layout/columns.ts';
import { fitColumns, renderColumns } from '../../../../src/render/layout/columns.ts';
import { cellWidth } from '../../../../src/render/layout/width.ts';
import type { Style } from '../../../../src/render/style.ts';

const style = (width: number): Style => ({ width, color: 0, unicode: true });

const columns: readonly Column[] = [
  { header: 'NAME', minWidth: 6, shrinkOrder: 2 },
  { header: 'MS', align: 'right' },
  { header: 'URL', minWidth: 5, shrinkOrder: 1 },
];

const rows = [
  [{ text: 'user-service' }, { text: '12' }, { text: 'http://example.com/users' }],
  [{ text: '日本' }, { text: '1200' }, { text: '/' }],
];

describe('renderColumns', () => {
  it('aligns by cells, two blanks apart, without trailing blanks', () => {
    expect(renderColumns(columns, rows, style(80))).toBe(
      [
        'NAME            MS  URL',
        'user-service    12  http://example.com/users',
        '日本          1200  /',
        '',
      ].join('\n'),
    );
  });

  it('shrinks the first in order before it touches the next', () => {
    expect(renderColumns(columns, rows, style(30)).split('\n')[1]).toBe(
      'user-service    12  http://ex…',
    );
    expect(renderColumns(columns, rows, style(22)).split('\n')[1]).toBe('user-ser…    12  http…');
  });

  it('keeps every line within the width while it fits', () => {
    for (let width = 19; width < 60; width += 1) {
      const lines = renderColumns(columns, rows, style(width)).split('\n');
      expect(Math.max(...lines.map(cellWidth))).toBeLessThanOrEqual(width);
    }
  });

  it('says when it cannot fit', () => {
    expect(fitColumns(columns, rows, 19).fits).toBe(true);
    expect(fitColumns(columns, rows, 18).fits).toBe(false);
  });

  it('paints after it has measured', () => {
    const painted = [[{ text: 'a', paint: (text: string) => `\u001b[31m${text}\u001b[39m` }]];
    expect(renderColumns([{ header: 'X' }, { header: 'Y' }], painted, style(20))).toBe(
      'X  Y\n\u001b[31ma\u001b[39m\n',
    );
  });
});
