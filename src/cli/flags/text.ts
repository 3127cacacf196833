import { failure, success } from '../../std/result.ts';
import type { ValueType } from './flag.ts';

/** Any text but the empty one. */
export const text = (placeholder: string, example: string): ValueType<string> => ({
  placeholder,
  example,
  parse: (given) => (given === '' ? failure('is empty') : success(given)),
});
