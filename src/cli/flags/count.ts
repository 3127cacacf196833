import { failure, success } from '../../std/result.ts';
import type { ValueType } from './flag.ts';

/** A whole number of at least `atLeast`. */
export const count = (atLeast = 0): ValueType<number> => ({
  placeholder: 'N',
  example: String(Math.max(atLeast, 20)),
  parse: (given) => {
    const number = Number(given);
    return /^[0-9]+$/.test(given) && number >= atLeast && Number.isSafeInteger(number)
      ? success(number)
      : failure(`is not a whole number of ${atLeast} or more`);
  },
});
