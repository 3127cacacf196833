import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../../src/std/shell-word.ts';

describe('shellWord', () => {
  it.each([
    ['plain text as it is', 'order_id=42', 'order_id=42'],
    ['a URL as it is', 'http://127.0.0.1:2000', 'http://127.0.0.1:2000'],
    ['what a shell would split', 'fault AND duration > 2', "'fault AND duration > 2'"],
    ['nothing', '', "''"],
    ['quotes', "it's", String.raw`'it'\''s'`],
  ])('writes %s', (_what, text, word) => {
    expect(shellWord(text)).toBe(word);
  });

  it('is read back by a shell as it was', () => {
    const text = `a 'b' "c" $HOME \`d\` \\ * ?\n# !x;e&`;
    const read = execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`], { encoding: 'utf8' });
    expect(read).toBe(text);
  });
});
