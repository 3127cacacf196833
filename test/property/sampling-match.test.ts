import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSampler, decide } from '../../src/xray/sampling/decide.ts';
import { matchGlob } from '../../src/xray/sampling/match-glob.ts';
import { makeRule } from '../unit/xray/sampling/make-rule.ts';

/** The definition of a match, spelt out by recursion and exponential: right, and slow. */
const naiveMatch = (pattern: string, text: string): boolean => {
  if (pattern === '') return text === '';
  if (pattern[0] === '*') {
    return (
      naiveMatch(pattern.slice(1), text) || (text !== '' && naiveMatch(pattern, text.slice(1)))
    );
  }
  if (text === '' || (pattern[0] !== '?' && pattern[0] !== text[0])) return false;
  return naiveMatch(pattern.slice(1), text.slice(1));
};

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 9 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 12 });

describe('sampling patterns', () => {
  it('match what the definition says', () => {
    fc.assert(
      fc.property(pattern, text, (glob, subject) => {
        expect(matchGlob(glob, subject)).toBe(naiveMatch(glob, subject));
      }),
      { numRuns: 300 },
    );
  });

  it('do not care about case', () => {
    fc.assert(
      fc.property(pattern, text, (glob, subject) => {
        expect(matchGlob(glob.toUpperCase(), subject)).toBe(matchGlob(glob, subject.toUpperCase()));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a sampling decision', () => {
  const rule = fc
    .record({
      RuleName: fc.constantFrom('a', 'b', 'c', 'Default'),
      Priority: fc.integer({ min: 1, max: 9_999 }),
      FixedRate: fc.double({ min: 0, max: 1, noNaN: true }),
      ReservoirSize: fc.integer({ min: 0, max: 3 }),
      URLPath: pattern,
    })
    .map(makeRule);
  const moments = fc.array(
    fc.record({
      now: fc.double({ min: 0, max: 5, noNaN: true }),
      random: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    }),
  );

  it('depends on nothing but the rules, the requests, the moments and the random numbers', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(rule, { selector: (one) => one.RuleName }),
        text,
        moments,
        (rules, urlPath, times) => {
          const run = () => {
            let sampler = createSampler(rules);
            return times.map((moment) => {
              const decided = decide(sampler, { urlPath }, moment);
              sampler = decided.sampler;
              return decided.decision;
            });
          };
          expect(run()).toEqual(run());
        },
      ),
      { numRuns: 100 },
    );
  });

  it('samples as many as it counts, borrowed ones apart', () => {
    fc.assert(
      fc.property(rule, moments, (one, times) => {
        let sampler = createSampler([{ ...one, URLPath: '*' }]);
        let sampled = 0;
        for (const moment of times) {
          const decided = decide(sampler, {}, moment);
          sampler = decided.sampler;
          if (decided.decision?.sampled) sampled += 1;
        }
        const counts = sampler[0]?.counts;
        expect(counts?.requests).toBe(times.length);
        expect((counts?.sampled ?? 0) + (counts?.borrowed ?? 0)).toBe(sampled);
      }),
      { numRuns: 100 },
    );
  });
});
