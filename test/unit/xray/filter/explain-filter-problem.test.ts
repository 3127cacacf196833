import { describe, expect, it } from 'vitest';
import { explainFilterProblem } from '../../../../src/xray/filter/explain-filter-problem.ts';
import { parseFilter } from '../../../../src/xray/filter/parse.ts';

const explain = (text: string): readonly string[] => {
  const result = parseFilter(text);
  return result.ok ? [] : explainFilterProblem(text, result.problem).split('\n');
};

describe('a filter problem explained', () => {
  it("answers the tutorial's example with the expression it meant", () => {
    const [message, text, carets, expected, suggestion] = explain(
      'Response time > 500ms AND http.status = 200',
    );
    expect(message).toContain('seconds');
    expect(text).toBe('  Response time > 500ms AND http.status = 200');
    expect(carets).toBe('  ^^^^^^^^^^^^^^^^^^^^^');
    expect(expected).toMatch(/^Expected: .*responsetime/);
    expect(suggestion).toBe('Did you mean: responsetime > 0.5');
  });

  it('says what was expected', () => {
    expect(explain('fault > 3')).toEqual([
      'fault is true or false and cannot be compared with >.',
      '  fault > 3',
      '        ^',
      'Expected: =, !=',
    ]);
  });

  it('points behind the end where something is missing', () => {
    expect(explain('ok AND')).toEqual([
      'The expression ends where a condition should stand.',
      '  ok AND',
      '        ^',
      'Expected: a condition',
    ]);
  });

  it('counts the cells of wide and combining characters', () => {
    const [, text, carets] = explain('user = "日本e\u0301" AND ｆault');
    expect(text).toBe('  user = "日本e\u0301" AND ｆault');
    expect(carets).toBe(`  ${' '.repeat(19)}^^^^^^`);
  });

  it('shows control and bidi characters as one harmless cell each', () => {
    const [, text, carets] = explain('user = "\u001b[31m\u202e\u0007" \n AND\tfoo');
    expect(text).toBe('  user = "?[31m??"   AND foo');
    expect(carets).toBe(`  ${' '.repeat(23)}^^^`);
  });

  it('repeats no control character in the message or the suggestion', () => {
    const shown = explain('annotation.a\u202eb.c').concat(explain("user = '\u001b[0m\u202e'"));
    expect(shown.join('')).not.toMatch(/\p{C}/u);
  });

  it('shows the surroundings of a problem in a long expression', () => {
    const long = `${'ok AND '.repeat(100)}fualt${' AND ok'.repeat(100)}`;
    const [, text = '', carets = ''] = explain(long);
    expect(text).toMatch(/^ {2}\.\.\..*\.\.\.$/);
    expect(text.length).toBeLessThan(130);
    expect(text.slice(carets.indexOf('^'), carets.length)).toBe('fualt');
  });
});
