import { failure, success } from '../../std/result.ts';
import type { ValueType } from './flag.ts';

/** One of a few words. */
export const choice = <const Choice extends string>(
  placeholder: string,
  choices: readonly [Choice, ...Choice[]],
): ValueType<Choice> => ({
  placeholder,
  example: choices[0],
  choices,
  parse: (given) => {
    const found = choices.find((one) => one === given);
    return found === undefined ? failure('is not one of its choices') : success(found);
  },
});
