import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../../../src/render/layout/width.ts';

describe('cellWidth', () => {
  it('counts cells, not characters: wide letters, emoji and combining marks', () => {
    const cases: readonly (readonly [string, number])[] = [
      ['', 0],
      ['users', 5],
      ['用户', 4],
      ['데이터', 6],
      ['cafe\u0301', 4],
      ['📦', 2],
      ['\u001b[31mred\u001b[39m', 3],
    ];
    for (const [text, width] of cases) expect([text, cellWidth(text)]).toEqual([text, width]);
  });

  it('gives characters the width string-width gives it, alone and beside others', () => {
    const wrong: string[] = [];
    for (let code = 0x20; code < 0x2800; code += 1) {
      const text = String.fromCharCode(code);
      const beside = `a${text}─`;
      if (cellWidth(text) !== stringWidth(text)) wrong.push(code.toString(16));
      if (cellWidth(beside) !== stringWidth(beside)) wrong.push(`beside ${code.toString(16)}`);
    }
    expect(wrong).toEqual([]);
  });
});
