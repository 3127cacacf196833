import { failure, success } from '../../std/result.ts';
import type { ValueType } from './flag.ts';

/** A whole number from `atLeast` to `atMost`, both included. */
export const count = (atLeast = 0, atMost = Number.MAX_SAFE_INTEGER): ValueType<number> => ({
  placeholder: 'N',
  example: String(Math.max(atLeast, 20)),
  parse: (given) => {
    const number = Number(given);
    if (/^[0-9]+$/.test(given) && number >= atLeast && number <= atMost) return success(number);
    const range =
      atMost === Number.MAX_SAFE_INTEGER ? `of ${atLeast} or more` : `from ${atLeast} to ${atMost}`;
    return failure(`is not a whole number ${range}`);
  },
});
