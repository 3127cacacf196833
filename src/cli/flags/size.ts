import { failure, success } from '../../std/result.ts';
import type { ValueType } from './flag.ts';

const UNIT_BYTES: Readonly<Record<string, number>> = {
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
};

/** An amount of bytes: `2GB` is 2,000,000,000 of them, `2GiB` is 2 x 1024^3. */
export const size: ValueType<number> = {
  placeholder: 'SIZE',
  example: '2GB',
  parse: (given) => {
    const match = /^(\d+(?:\.\d+)?)([KMGT]?i?B)$/i.exec(given);
    const bytes = Math.floor(
      Number(match?.[1]) * (UNIT_BYTES[match?.[2]?.toUpperCase() ?? ''] ?? 0),
    );
    return bytes > 0 && Number.isSafeInteger(bytes)
      ? success(bytes)
      : failure('is not a size; expected a number and a unit: 500MB, 2GB or 2GiB');
  },
};

const PRINTED_UNITS = ['TB', 'GB', 'MB', 'KB'] as const;

/** Bytes in the largest decimal unit there is one of, to a tenth: 2000000000 -> `2GB`, 2147483648 -> `2.1GB`. */
export const printSize = (bytes: number): string => {
  const unit = PRINTED_UNITS.find((name) => bytes >= (UNIT_BYTES[name] ?? 1)) ?? 'B';
  return `${Math.round((bytes / (UNIT_BYTES[unit] ?? 1)) * 10) / 10}${unit}`;
};
