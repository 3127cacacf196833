import { describe, expect, it } from 'vitest';
import { scanArgv } from '../../../src/cli/scan-argv.ts';

const takesValue = (name: string) => ['-o', '--output', '--since'].includes(name);
const said = (...argv: string[]) =>
  scanArgv(argv, takesValue).map((token) =>
    token.kind === 'operand' ? token.text : [token.name, token.value],
  );

describe('scanArgv', () => {
  it.each([
    { argv: ['traces', '--since', '5m'], tokens: ['traces', ['--since', '5m']] },
    { argv: ['--since=5m=x'], tokens: [['--since', '5m=x']] },
    { argv: ['-ojson'], tokens: [['-o', 'json']] },
    { argv: ['-o', 'json', 'x'], tokens: [['-o', 'json'], 'x'] },
    {
      argv: ['-qvo', 'json'],
      tokens: [
        ['-q', undefined],
        ['-v', undefined],
        ['-o', 'json'],
      ],
    },
    {
      argv: ['-qv'],
      tokens: [
        ['-q', undefined],
        ['-v', undefined],
      ],
    },
    { argv: ['--since', '--help'], tokens: [['--since', '--help']] },
    { argv: ['--since'], tokens: [['--since', undefined]] },
    { argv: ['-', 'a'], tokens: ['-', 'a'] },
    { argv: ['--', '-o', '--'], tokens: ['-o', '--'] },
    { argv: ['--local', 'traces'], tokens: [['--local', undefined], 'traces'] },
  ])('reads $argv', ({ argv, tokens }) => {
    expect(said(...argv)).toEqual(tokens);
  });

  it('says in which element each thing stands', () => {
    const scanned = scanArgv(['-qv', '--since', '5m', '--', 'a'], takesValue);
    expect(scanned.map(({ index }) => index)).toEqual([0, 0, 1, 4]);
  });
});
