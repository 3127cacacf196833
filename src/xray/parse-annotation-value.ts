import type { AnnotationValue } from './segment.ts';

/** Numbers as JSON writes them; `007` and `+1` are text. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;

const QUOTED = /^"(.*)"$/s;

/**
 * The value a person means who types an annotation: `true` and `false`, a number, or else text. Quotes make anything
 * text (`"42"`), and a number too long for a double is text, as an id would be: what is sent and what is looked for
 * are read alike.
 */
export const parseAnnotationValue = (text: string): AnnotationValue => {
  if (text === 'true' || text === 'false') return text === 'true';
  const quoted = QUOTED.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  // Added to 0, -0 is 0.
  const number = NUMBER.test(text) ? Number(text) + 0 : Number.NaN;
  const isExact =
    Number.isFinite(number) && (!Number.isInteger(number) || Number.isSafeInteger(number));
  return isExact ? number : text;
};
