import { describe, expect, it } from 'vitest';
import { neutralize } from '../../../../src/render/layout/neutralize.ts';

describe('neutralize', () => {
  it.each([
    ['plain text, "quotes" and \\ stay', 'a "b" \\ c', 'a "b" \\ c'],
    ['accents, CJK and emoji stay', 'café 日本 👩‍👩‍👧', 'café 日本 👩‍👩‍👧'],
    ['a colour code loses its power', '\u001b[31mred', '\\u001b[31mred'],
    ['a line break cannot start a new line', 'a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['C1 controls are controls too', '\u009b31m', '\\u009b31m'],
    [
      'bidirectional overrides cannot reorder',
      'user\u202Etxt.exe\u2066',
      'user\\u202etxt.exe\\u2066',
    ],
    ['line and paragraph separators are spelled', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
    [
      'invisible characters become visible',
      'pay\u200Bpal\uFEFF\u00AD',
      'pay\\u200bpal\\ufeff\\u00ad',
    ],
    ['hidden tag letters become visible', 'x\u{E0041}', 'x\\u{e0041}'],
    ['a lone surrogate is spelled', 'a\uD800b', 'a\\ud800b'],
    ['NUL and DEL are spelled', '\u0000\u007f', '\\u0000\\u007f'],
  ])('%s', (_name, text, expected) => {
    expect(neutralize(text)).toBe(expected);
  });

  it('spells out everything beyond ASCII when the terminal has ASCII only', () => {
    expect(neutralize('é日👍', false)).toBe('\\u00e9\\u65e5\\u{1f44d}');
  });
});
