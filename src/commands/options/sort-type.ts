import type { ValueType } from '../../cli/flags/flag.ts';
import { SORT_FIELDS, type SortKey } from '../../core/traces/sort-summaries.ts';
import { failure, success } from '../../std/result.ts';

const parseKey = (text: string): SortKey | undefined => {
  const descending = text.startsWith('-');
  const name = text.replace(/^-/, '').toLowerCase();
  const field = SORT_FIELDS.find((one) => one === name);
  return field === undefined ? undefined : { field, descending };
};

/** Keys to sort by, `-duration` for the longest first, several with commas between. */
export const sortType: ValueType<readonly SortKey[]> = {
  placeholder: 'KEY',
  example: '-duration',
  parse: (given) => {
    const keys: SortKey[] = [];
    for (const text of given.split(',')) {
      const key = parseKey(text.trim());
      if (key === undefined) {
        return failure(
          `cannot be sorted by; expected one of ${SORT_FIELDS.join(', ')}, with - before it for descending`,
        );
      }
      keys.push(key);
    }
    return success(keys);
  },
};
