import { describe, expect, it } from 'vitest';
import { parseEntitySelector, parseFilter } from '../../../../src/xray/filter/parse.ts';
import { printRefusal } from '../../../../src/xray/filter/print-refusal.ts';

describe('a refusal in the words of the API', () => {
  it.each([
    [parseFilter, 'annotation.owner = "me" AND (', 30, 'annotation.owner = "me" AND ('],
    [parseEntitySelector, 'id(name: "front")', 1, 'id'],
    [parseEntitySelector, 'service("front") { fault }', 18, '{'],
  ])('names line, position and symbol as the service does', (parse, text, position, symbol) => {
    const result = parse(text);
    expect(!result.ok && printRefusal(text, result.problem)).toBe(
      `Error Location: line 1, position ${position} : Invalid input symbol: '${symbol}'`,
    );
  });

  it('counts lines', () => {
    expect(printRefusal('ok\nAND fualt', { position: 7, length: 5 })).toBe(
      "Error Location: line 2, position 5 : Invalid input symbol: 'fualt'",
    );
  });
});
