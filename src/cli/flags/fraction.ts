import { failure, success } from '../../std/result.ts';
import type { ValueType } from './flag.ts';

/** A share of the whole, `0.1` or `10%`: above 0, at most 1. */
export const fraction: ValueType<number> = {
  placeholder: 'RATE',
  example: '10%',
  parse: (given) => {
    const match = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(given);
    const share = match === null ? Number.NaN : Number(match[1]) / (match[2] === '%' ? 100 : 1);
    return share > 0 && share <= 1
      ? success(share)
      : failure('is not a rate; expected a number above 0 and up to 1, or a percentage');
  },
};
