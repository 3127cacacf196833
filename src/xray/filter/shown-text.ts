/** One code point as a terminal may safely show it. */
export interface ShownCharacter {
  readonly shown: string;
  /** Cells it takes. */
  readonly width: 0 | 1 | 2;
}

/** Line breaks and tabs, which would break the line the caret is under. */
const BLANK = /[\t\n\v\f\r\u0085\u2028\u2029]/u;
/** Control, format (bidi marks, zero widths) and private characters, and halves of surrogate pairs. */
const UNSAFE = /[\p{C}]/u;
/** Characters drawn onto the one before. */
const COMBINING = /[\p{Mn}\p{Me}\u1160-\u11ff\ud7b0-\ud7ff]/u;
/** East Asian wide and full-width blocks, and emoji drawn as pictures. [UAX 11] */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{1b2ff}\u{1d300}-\u{1d37f}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Halves of flags: two of them make one picture of two cells. */
const HALF_FLAG = /\p{Regional_Indicator}/u;

/** How to show one code point: blanks as a space, what could steer a terminal as `?`. */
export const showCharacter = (character: string): ShownCharacter => {
  if (character >= ' ' && character <= '~') return { shown: character, width: 1 };
  if (BLANK.test(character)) return { shown: ' ', width: 1 };
  if (UNSAFE.test(character)) return { shown: '?', width: 1 };
  if (COMBINING.test(character)) return { shown: character, width: 0 };
  return { shown: character, width: WIDE.test(character) && !HALF_FLAG.test(character) ? 2 : 1 };
};

/** Code points of a quotation in a message; longer text is cut, and the cut is shown. */
const QUOTED_LENGTH = 40;

/** Text of the user's in double quotes, safe for a terminal and short enough for a sentence. */
export const quoteText = (text: string): string => {
  // Two units a code point at most: hostile text is not walked to its end.
  const characters = [...text.slice(0, 2 * QUOTED_LENGTH + 2)];
  const kept = characters
    .slice(0, QUOTED_LENGTH)
    .map((character) => showCharacter(character).shown);
  return `"${kept.join('')}${characters.length > QUOTED_LENGTH ? '...' : ''}"`;
};
