import { describe, expect, it } from 'vitest';
import { decideStyle } from '../../../src/cli/terminal.ts';
import type { Output } from '../../../src/ports/io.ts';

const NO_FLAGS = { ascii: false, color: 'auto', width: undefined } as const;
const output = (isTTY: boolean, columns?: number): Output => ({
  isTTY,
  columns,
  write: async () => undefined,
});
const TERMINAL = output(true, 120);
const PIPE = output(false);

describe('decideStyle', () => {
  it.each([
    { when: 'on a terminal', out: TERMINAL, env: {}, color: 1 },
    { when: 'piped', out: PIPE, env: {}, color: 0 },
    { when: 'NO_COLOR is set', out: TERMINAL, env: { NO_COLOR: '1' }, color: 0 },
    { when: 'NO_COLOR is empty', out: TERMINAL, env: { NO_COLOR: '' }, color: 1 },
    { when: 'FORCE_COLOR is set and piped', out: PIPE, env: { FORCE_COLOR: '1' }, color: 1 },
    { when: 'FORCE_COLOR is 3', out: PIPE, env: { FORCE_COLOR: '3' }, color: 3 },
    { when: 'FORCE_COLOR is 0', out: TERMINAL, env: { FORCE_COLOR: '0' }, color: 0 },
    {
      when: 'NO_COLOR and FORCE_COLOR are both set',
      out: TERMINAL,
      env: { NO_COLOR: '1', FORCE_COLOR: '1' },
      color: 0,
    },
    { when: 'the terminal is dumb', out: TERMINAL, env: { TERM: 'dumb' }, color: 0 },
    { when: 'it has 256 colours', out: TERMINAL, env: { TERM: 'xterm-256color' }, color: 2 },
    { when: 'it has true colour', out: TERMINAL, env: { COLORTERM: 'truecolor' }, color: 3 },
  ])('gives colour level $color when $when', ({ out, env, color }) => {
    expect(decideStyle(out, NO_FLAGS, env).color).toBe(color);
  });

  it('lets --color win over the environment', () => {
    const env = { NO_COLOR: '1', FORCE_COLOR: '3' };
    expect(decideStyle(PIPE, { ...NO_FLAGS, color: 'always' }, env).color).toBe(1);
    expect(decideStyle(TERMINAL, { ...NO_FLAGS, color: 'never' }, env).color).toBe(0);
  });

  it.each([
    { when: 'piped', out: PIPE, flags: NO_FLAGS, env: {}, width: 100 },
    { when: 'on a terminal', out: TERMINAL, flags: NO_FLAGS, env: {}, width: 120 },
    { when: 'COLUMNS is set', out: TERMINAL, flags: NO_FLAGS, env: { COLUMNS: '60' }, width: 60 },
    { when: 'COLUMNS is nonsense', out: PIPE, flags: NO_FLAGS, env: { COLUMNS: 'x' }, width: 100 },
    { when: 'COLUMNS is tiny', out: PIPE, flags: NO_FLAGS, env: { COLUMNS: '3' }, width: 20 },
    {
      when: '--width is given',
      out: TERMINAL,
      flags: { ...NO_FLAGS, width: 40 },
      env: { COLUMNS: '60' },
      width: 40,
    },
  ])('is $width wide when $when', ({ out, flags, env, width }) => {
    expect(decideStyle(out, flags, env).width).toBe(width);
  });

  it.each([
    { env: {}, unicode: true },
    { env: { LANG: 'en_US.UTF-8' }, unicode: true },
    { env: { LANG: 'C.utf8' }, unicode: true },
    { env: { LANG: 'C' }, unicode: false },
    { env: { LC_ALL: 'POSIX', LANG: 'en_US.UTF-8' }, unicode: false },
    { env: { LC_ALL: '', LC_CTYPE: 'en_US.UTF-8', LANG: 'C' }, unicode: true },
  ])('draws unicode: $unicode in the locale of $env', ({ env, unicode }) => {
    expect(decideStyle(PIPE, NO_FLAGS, env).unicode).toBe(unicode);
  });

  it('draws ASCII when told to', () => {
    expect(decideStyle(PIPE, { ...NO_FLAGS, ascii: true }, {}).unicode).toBe(false);
  });
});
