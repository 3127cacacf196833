const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS_PER_CHARACTER = 5;
const CHARACTERS = 52;

/** Random bytes a group's id is made of. */
export const GROUP_ID_BYTES = 32;

/** The last part of a group's ARN: 32 bytes, given as hex, in the 52 characters of base 32. [live] */
export const makeGroupId = (hex: string): string => {
  const digits = [...hex].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'));
  const bits = digits.join('').padEnd(CHARACTERS * BITS_PER_CHARACTER, '0');
  return Array.from({ length: CHARACTERS }, (_, index) => {
    const start = index * BITS_PER_CHARACTER;
    return ALPHABET[Number.parseInt(bits.slice(start, start + BITS_PER_CHARACTER), 2)];
  }).join('');
};
