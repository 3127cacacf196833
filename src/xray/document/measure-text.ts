const BYTES_PER_UTF16_UNIT = 3;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** Whether the text is longer than `maxBytes` as UTF-8. Counts only where the length alone does not tell. */
export const exceedsBytes = (text: string, maxBytes: number): boolean => {
  if (text.length > maxBytes) return true;
  if (text.length * BYTES_PER_UTF16_UNIT <= maxBytes) return false;
  return new TextEncoder().encode(text).length > maxBytes;
};

/** Position of the quote that ends the string beginning at `start`; the text's length when none does. */
const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at;
    at += unit === BACKSLASH ? 2 : 1;
  }
  return at;
};

/** Whether a character occurs more than `max` times. */
const occursMoreThan = (text: string, character: string, max: number): boolean => {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) {
    count += 1;
    if (count > max) return true;
  }
  return false;
};

/** Whether the text could nest deeper at all: a cheap look that settles nearly every document. */
const mayExceedDepth = (text: string, maxDepth: number): boolean => {
  // Every level takes an opening and a closing character.
  if (text.length < 2 * maxDepth) return false;
  const half = Math.floor(maxDepth / 2);
  return occursMoreThan(text, '{', half) || occursMoreThan(text, '[', half);
};

/**
 * Whether JSON text nests objects and arrays deeper than `maxDepth` levels. Deep nesting is harmless to JSON.parse
 * and deadly to what comes after it: JSON.stringify, SQLite's JSON functions and every recursive printer.
 */
export const exceedsDepth = (text: string, maxDepth: number): boolean => {
  if (!mayExceedDepth(text, maxDepth)) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) at = endOfString(text, at);
    else if (unit === OPEN_OBJECT || unit === OPEN_ARRAY) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (unit === CLOSE_OBJECT || unit === CLOSE_ARRAY) depth -= 1;
  }
  return false;
};
