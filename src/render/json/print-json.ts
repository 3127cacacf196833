import type { Style } from '../style.ts';

/**
 * What JSON lets through and a terminal obeys, hides or reorders: DEL and C1 controls, separators, bidirectional and
 * invisible characters, tags. Escaped they are the same JSON.
 */
const UNSAFE =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const BEYOND_ASCII = /[^\n -~]/gu;

/** JSON knows four digits only: a character beyond the first plane is two escapes. */
const escapeCharacter = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');

/** Spaces `aws` indents by. */
const INDENT = 4;

/**
 * A value as JSON text, indented as `aws` prints it, or on one line. No character of it can act on a terminal; in
 * ASCII style everything beyond ASCII is escaped. Undefined is `null`, as an expression that found nothing prints.
 */
export const printJson = (
  value: unknown,
  style: Pick<Style, 'unicode'>,
  layout: 'indented' | 'line' = 'indented',
): string => {
  const text = JSON.stringify(value ?? null, undefined, layout === 'line' ? 0 : INDENT);
  return text.replace(style.unicode ? UNSAFE : BEYOND_ASCII, escapeCharacter);
};
