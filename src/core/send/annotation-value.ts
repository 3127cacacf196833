import type { AnnotationValue } from '../../xray/segment.ts';

/**
 * The value of an annotation given as text: `true` and `false` are booleans, what reads as a finite number in JSON's
 * notation is one, quotes keep anything a string (`"42"`), and all else is a string as it stands.
 */
export const annotationValue = (text: string): AnnotationValue => {
  if (text === 'true' || text === 'false') return text === 'true';
  const quoted = /^"(.*)"$/s.exec(text)?.[1];
  if (quoted !== undefined) return quoted;
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text))
    ? Number(text)
    : text;
};
