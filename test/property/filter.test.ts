import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { FilterExpression } from '../../src/xray/filter/ast.ts';
import { compileFilter } from '../../src/xray/filter/evaluate.ts';
import { explainFilterProblem } from '../../src/xray/filter/explain-filter-problem.ts';
import { lex } from '../../src/xray/filter/lex.ts';
import { parseEntitySelector, parseFilter } from '../../src/xray/filter/parse.ts';
import { printFilter } from '../../src/xray/filter/print.ts';
import { filterExpression, filterLikeText, traceFacts } from './filter-arbitraries.ts';

const RUNS = { numRuns: 300 };

describe('printing and reading', () => {
  it('every expression printed reads as itself', () => {
    fc.assert(
      fc.property(filterExpression, (expression) => {
        expect(parseFilter(printFilter(expression))).toEqual({ ok: true, value: expression });
      }),
      RUNS,
    );
  });

  it('what was read prints to a text that stays as it is', () => {
    fc.assert(
      fc.property(filterLikeText, (text) => {
        const first = parseFilter(text);
        if (!first.ok) return;
        const printed = printFilter(first.value);
        const again = parseFilter(printed);
        expect(again).toEqual(first);
        expect(again.ok && printFilter(again.value)).toBe(printed);
      }),
      RUNS,
    );
  });
});

describe('reading any text', () => {
  const anyText = fc.oneof(filterLikeText, fc.string({ unit: 'binary' }), fc.string());

  it('cuts it into tokens that follow one another to its end', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const token of lex(text)) {
          expect(token.start).toBeGreaterThanOrEqual(last);
          expect(token.end).toBeGreaterThanOrEqual(token.start);
          last = token.end;
        }
        expect(last).toBe(text.length);
      }),
      RUNS,
    );
  });

  it('makes an expression or a problem that lies inside it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const result of [parseFilter(text), parseEntitySelector(text)]) {
          if (result.ok) continue;
          const { message, position, length } = result.problem;
          expect(message).not.toBe('');
          expect(position).toBeGreaterThanOrEqual(0);
          expect(length).toBeGreaterThanOrEqual(0);
          expect(position + length).toBeLessThanOrEqual(text.length);
        }
      }),
      RUNS,
    );
  });

  it('explains a problem in lines that steer no terminal, with carets within the text shown', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const result = parseFilter(text);
        if (result.ok) return;
        const lines = explainFilterProblem(text, result.problem).split('\n');
        expect(lines.join('')).not.toMatch(/\p{C}/u);
        const [, shown = '', carets = ''] = lines;
        expect(carets).toMatch(/^ +\^+$/);
        // One cell beyond, where something is missing at the end; more where trailing blanks are not shown.
        if (/\S$/u.test(text)) expect(carets.length).toBeLessThanOrEqual(stringWidth(shown) + 1);
      }),
      RUNS,
    );
  });
});

describe('the carets of a problem', () => {
  it('stand as many cells in as a terminal gives the text before', () => {
    const characters = fc.constantFrom(...'aé日本한ｱ🙂ｆ', '🇯🇵', 'e\u0301', '\u{20000}', 'ﬀ', 'Я');
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 20 }), (name) => {
        const text = `user = "${name.join('')}" AND fualt`;
        const result = parseFilter(text);
        const [, shown, carets] = result.ok
          ? []
          : explainFilterProblem(text, result.problem).split('\n');
        expect(shown).toBe(`  ${text}`);
        // The name in front is measured alone, as its neighbours cannot join with it.
        const before = stringWidth(`  user = "${name.join('')}" AND `);
        expect(carets).toBe(`${' '.repeat(before)}^^^^^`);
      }),
      RUNS,
    );
  });
});

describe('the logic of expressions', () => {
  const groups = ({ name }: { readonly name?: string }): FilterExpression | undefined =>
    name === 'a' ? { kind: 'field', keyword: 'fault' } : undefined;
  const holdsFor = (
    law: (a: FilterExpression, b: FilterExpression) => readonly FilterExpression[],
  ) =>
    fc.assert(
      fc.property(filterExpression, filterExpression, traceFacts, (a, b, facts) => {
        const answers = law(a, b).map((expression) => compileFilter(expression, groups)(facts));
        expect(new Set(answers).size).toBe(1);
      }),
      RUNS,
    );
  const not = (term: FilterExpression): FilterExpression => ({ kind: 'not', term });
  const and = (a: FilterExpression, b: FilterExpression): FilterExpression => ({
    kind: 'and',
    terms: [a, b],
  });
  const or = (a: FilterExpression, b: FilterExpression): FilterExpression => ({
    kind: 'or',
    terms: [a, b],
  });

  it('! undoes itself', () => {
    holdsFor((a) => [a, not(not(a))]);
  });

  it('! of AND is OR of !, and the other way round', () => {
    holdsFor((a, b) => [not(and(a, b)), or(not(a), not(b))]);
    holdsFor((a, b) => [not(or(a, b)), and(not(a), not(b))]);
  });

  it('AND and OR keep no order', () => {
    holdsFor((a, b) => [and(a, b), and(b, a)]);
    holdsFor((a, b) => [or(a, b), or(b, a)]);
  });

  it('an expression and its ! are never both true', () => {
    fc.assert(
      fc.property(filterExpression, traceFacts, (a, facts) => {
        expect(compileFilter(and(a, not(a)), groups)(facts)).toBe(false);
        expect(compileFilter(or(a, not(a)), groups)(facts)).toBe(true);
      }),
      RUNS,
    );
  });

  it('a printed expression means the same', () => {
    fc.assert(
      fc.property(filterExpression, traceFacts, (expression, facts) => {
        const read = parseFilter(printFilter(expression));
        expect(read.ok && compileFilter(read.value, groups)(facts)).toBe(
          compileFilter(expression, groups)(facts),
        );
      }),
      RUNS,
    );
  });

  it('facts that match and facts that do not are both met', () => {
    const samples = fc.sample(fc.tuple(filterExpression, traceFacts), { numRuns: 200, seed: 7 });
    const matched = samples.filter(([expression, facts]) =>
      compileFilter(expression, groups)(facts),
    );
    expect(matched.length).toBeGreaterThan(20);
    expect(matched.length).toBeLessThan(180);
  });
});
