import { failure, success } from '../../std/result.ts';
import type { ValueType } from './flag.ts';

export interface KeyValue {
  readonly key: string;
  /** May hold further `=`; may be empty. */
  readonly value: string;
}

/** `k=v`, cut at the first `=`. */
export const keyValue: ValueType<KeyValue> = {
  placeholder: 'K=V',
  example: 'customer=42',
  parse: (given) => {
    const cut = given.indexOf('=');
    return cut < 1
      ? failure('is not a pair; expected KEY=VALUE')
      : success({ key: given.slice(0, cut), value: given.slice(cut + 1) });
  },
};
