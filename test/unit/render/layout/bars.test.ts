import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BarPiece, drawBar } from '../../../../src/render/layout/bars.ts';
import { cellWidth } from '../../../../src/render/layout/width.ts';

const UNICODE = { unicode: true };
const ASCII = { unicode: false };

const bar = (pieces: readonly BarPiece[], width: number, style = UNICODE): string =>
  drawBar(pieces, width, style)
    .map(({ text }) => text)
    .join('');

describe('drawBar', () => {
  it('ends a bar to an eighth of a cell', () => {
    const ends = Array.from({ length: 8 }, (_, eighths) =>
      bar([{ from: 0, to: (16 + eighths) / 80, fill: 'critical' }], 10).trimEnd(),
    );
    expect(ends).toEqual(['██', '██▏', '██▎', '██▍', '██▌', '██▋', '██▊', '██▉']);
  });

  it('begins a bar to a half of a cell', () => {
    expect(bar([{ from: 0.15, to: 0.5, fill: 'critical' }], 10)).toBe(' ▐███     ');
    expect(bar([{ from: 0.15, to: 0.5, fill: 'own' }], 10)).toBe(' ▗▄▄▄     ');
    expect(bar([{ from: 0.15, to: 0.5, fill: 'critical-waiting' }], 10)).toBe(' ╺━━━     ');
  });

  it('leaves a mark for a tenth of a millisecond beside thirty seconds', () => {
    const instant = { from: 0.5, to: 0.5 + 0.0001 / 30, fill: 'critical' } as const;
    expect(bar([instant], 10)).toBe('     ▏    ');
    expect(bar([instant], 10, ASCII)).toBe('     #    ');
    expect(bar([{ from: 1, to: 1, fill: 'own' }], 4)).toBe('   ▗');
  });

  it('lets a mark give way to a better one, and keeps it off what is longer', () => {
    const call = { from: 0.1, to: 0.9, fill: 'critical-waiting' } as const;
    const instant = { from: 0.5, to: 0.5, fill: 'critical' } as const;
    expect(bar([call, instant], 10, ASCII)).toBe(' -------- ');
    expect(bar([{ ...instant, fill: 'waiting' }, instant], 10)).toBe('     ▏    ');
  });

  it('has a glyph of its own for every fill', () => {
    const fills = ['critical', 'own', 'critical-waiting', 'waiting', 'open', 'queue'] as const;
    const glyphs = fills.map((fill) => bar([{ from: 0, to: 1, fill }], 1));
    expect(glyphs).toEqual(['█', '▄', '━', '─', '╌', '·']);
    expect(fills.map((fill) => bar([{ from: 0, to: 1, fill }], 1, ASCII)).join('')).toBe('#=--~.');
  });

  it('gives a cell that two fills share to the one that has more of it', () => {
    const split = (at: number): string =>
      bar(
        [
          { from: 0, to: at, fill: 'critical' },
          { from: at, to: 1, fill: 'critical-waiting' },
        ],
        2,
      );
    expect(split(0.5)).toBe('█━');
    expect(split(0.8)).toBe('█▋');
    expect(split(0.65)).toBe('█━');
  });

  it('says which cells mean what, for the colours', () => {
    const runs = drawBar(
      [
        { from: 0, to: 0.5, fill: 'queue' },
        { from: 0.5, to: 0.75, fill: 'own' },
      ],
      4,
      UNICODE,
    );
    expect(runs).toEqual([
      { text: '··', fill: 'queue' },
      { text: '▄', fill: 'own' },
      { text: ' ', fill: undefined },
    ]);
  });

  it('is as wide as it is told, and never blank, whatever the pieces', () => {
    const share = fc.double({ min: -1, max: 2, noNaN: true });
    fc.assert(
      fc.property(
        share,
        share,
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        (a, b, width, unicode) => {
          const drawn = bar([{ from: a, to: b, fill: 'own' }], width, { unicode });
          expect(cellWidth(drawn)).toBe(width);
          expect(drawn.trim()).not.toBe('');
        },
      ),
      { numRuns: 200 },
    );
  });
});
