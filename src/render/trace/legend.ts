import { type BarFill, barGlyph, openEnd } from '../layout/bars.ts';
import type { Style } from '../style.ts';
import { flowParts } from './flow-parts.ts';
import type { PlacedRow } from './rows/place-rows.ts';

const LETTER_WORDS: readonly (readonly [string, string])[] = [
  ['E', 'error (4xx)'],
  ['F', 'fault (5xx)'],
  ['T', 'throttled'],
  ['~', 'in progress'],
  ['?', 'orphan'],
  ['!', 'clock skew'],
];

const FILL_WORDS: readonly (readonly [BarFill, string])[] = [
  ['critical', 'critical path'],
  ['critical-waiting', 'waiting on it'],
  ['own', 'work beside it'],
  ['waiting', 'waiting beside it'],
  ['queue', 'queue or gap'],
];

const usedLetters = (rows: readonly PlacedRow[]): ReadonlySet<string> =>
  new Set(
    rows.flatMap(({ row: { content } }) => (content.kind === 'node' ? [...content.letters] : [])),
  );

/** What is drawn, in words: only the letters and glyphs that are, so that a plain trace needs one short line. */
export const drawLegend = (
  rows: readonly PlacedRow[],
  fills: ReadonlySet<BarFill>,
  style: Style,
): readonly string[] => {
  const letters = usedLetters(rows);
  const glyphs = new Map<string, string>();
  for (const [fill, words] of FILL_WORDS) {
    const glyph = barGlyph(fill, style);
    if (fills.has(fill) && !glyphs.has(glyph)) glyphs.set(glyph, words);
  }
  if (letters.has('~')) glyphs.set(openEnd(style), 'not ended');
  const entries = [
    ...[...glyphs].map(([glyph, words]) => `${glyph} ${words}`),
    ...LETTER_WORDS.filter(([letter]) => letters.has(letter)).map(
      ([letter, words]) => `${letter} ${words}`,
    ),
  ];
  return flowParts(
    entries.map((text) => ({ text })),
    '   ',
    style.width,
    style,
  );
};
