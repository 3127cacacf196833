/**
 * What a terminal would act on or hide instead of showing: C0 and C1 controls, line and paragraph separators, the
 * bidirectional controls that reorder what is read ("Trojan Source"), invisible spaces and tags, lone surrogates.
 * ZWJ (U+200D) stays: families of emoji need it, and it reorders nothing.
 */
const UNSAFE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to catch
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

const BEYOND_ASCII = /[^ -~]/gu;

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

const escapeCharacter = (character: string): string => {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code > 0xffff ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
};

/**
 * Text of others (names, URLs, messages) made safe for a line of a terminal: what a terminal would obey or hide is
 * spelled as an escape (`\n`, `\u001b`, `\u202e`), so one line stays one line and reads in the order it is written.
 * With `unicode` false (ASCII style) everything beyond ASCII is spelled out too, since the terminal cannot show it.
 */
export const neutralize = (text: string, unicode = true): string => {
  const safe = text.replace(UNSAFE, escapeCharacter);
  return unicode ? safe : safe.replace(BEYOND_ASCII, escapeCharacter);
};
