const PRINTABLE_ASCII = /^[ -~]*$/;

let segmenter: Intl.Segmenter | undefined;

/**
 * The characters of a text as readers count them: an emoji of several code points is one. The segmenter is made when
 * a text first needs it: making one takes several milliseconds, and most screens are plain letters.
 */
export const graphemesOf = (text: string): readonly string[] => {
  if (PRINTABLE_ASCII.test(text)) return Array.from(text);
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), (part) => part.segment);
};
