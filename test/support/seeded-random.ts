import type { Random } from '../../src/ports/random.ts';

/** The same chance in every run: a linear congruential generator (constants of Numerical Recipes). */
export const createSeededRandom = (seed = 1): Random => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const byte = () => Math.floor(next() * 256);
  return {
    next,
    hex: (bytes) =>
      Array.from({ length: bytes }, () => byte().toString(16).padStart(2, '0')).join(''),
  };
};
