import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonPieces } from '../../../../src/render/json/json-pieces.ts';
import { printJson } from '../../../../src/render/json/print-json.ts';

const style = { unicode: true };
const ascii = { unicode: false };

describe('printJson', () => {
  it('indents by four, as aws does', () => {
    expect(printJson({ A: [1, { B: [] }], C: {} }, style)).toBe(
      '{\n    "A": [\n        1,\n        {\n            "B": []\n        }\n    ],\n    "C": {}\n}',
    );
  });

  it('prints one line where lines are elements', () => {
    expect(printJson({ A: [1, 2] }, style, 'line')).toBe('{"A":[1,2]}');
  });

  it('prints null where nothing was found', () => {
    expect(printJson(undefined, style)).toBe('null');
  });

  it('keeps readable text readable and escapes what a terminal would act on', () => {
    expect(printJson('café 日本 👍', style)).toBe('"café 日本 👍"');
    expect(printJson('\u001b[31m\u009b\u202e\u{e0041}', style)).toBe(
      '"\\u001b[31m\\u009b\\u202e\\udb40\\udc41"',
    );
  });

  it('is ASCII and the same value in ASCII style', () => {
    const text = printJson('café 👍', ascii);
    expect(text).toBe('"caf\\u00e9 \\ud83d\\udc4d"');
    expect(JSON.parse(text)).toBe('café 👍');
  });

  it('says the same in pieces as in one string', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean(), (document, unicode) => {
        const pieces = [...jsonPieces(document, { unicode })].join('');
        expect(pieces).toBe(`${printJson(document, { unicode })}\n`);
        expect(JSON.parse(pieces)).toEqual(JSON.parse(JSON.stringify(document)));
      }),
      { numRuns: 200 },
    );
  });
});
