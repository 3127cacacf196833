import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { CompletionModel } from '../../../src/cli/completion/completion-model.ts';
import { printBash } from '../../../src/cli/completion/print-bash.ts';
import { printFish } from '../../../src/cli/completion/print-fish.ts';
import { printPowershell } from '../../../src/cli/completion/print-powershell.ts';
import { printZsh } from '../../../src/cli/completion/print-zsh.ts';

const output = (...words: string[]) =>
  ({
    long: 'output',
    short: 'o',
    brief: "the user's format",
    value: { kind: 'words', words },
  }) as const;
const local = { long: 'local', short: undefined, brief: 'local', value: { kind: 'none' } } as const;
const file = { long: 'file', short: 'f', brief: 'a file', value: { kind: 'file' } } as const;
const since = { long: 'since', short: undefined, brief: 'D', value: { kind: 'unknown' } } as const;

const MODEL: CompletionModel = {
  commands: [
    { name: 'send', brief: 'Send it', flags: [output('text', 'json'), local, file], words: [] },
    {
      name: 'explain',
      brief: 'Explain it',
      flags: [output('text'), since],
      words: ['filter', 'limits'],
    },
  ],
  globals: [output('text', 'json', 'table'), local],
};

const ASK = `
ask() { COMP_WORDS=("$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _xrayctl; echo "\${COMPREPLY[*]}"; }
`;

describe('printBash', () => {
  it.each([
    { typed: ['xrayctl', ''], offers: 'send explain help' },
    { typed: ['xrayctl', 'ex'], offers: 'explain' },
    { typed: ['xrayctl', '--l'], offers: '--local' },
    { typed: ['xrayctl', '-o', 't'], offers: 'text table' },
    { typed: ['xrayctl', 'send', '-o', ''], offers: 'text json' },
    { typed: ['xrayctl', 'send', '--output', '=', 'j'], offers: 'json' },
    { typed: ['xrayctl', 'send', '--output', '='], offers: 'text json' },
    { typed: ['xrayctl', 'send', '--f'], offers: '--file' },
    { typed: ['xrayctl', 'send', '--file', '/etc/host'], offers: /\/etc\/hosts/ },
    { typed: ['xrayctl', '--local', 'explain', ''], offers: 'filter limits' },
    { typed: ['xrayctl', 'explain', '--since', ''], offers: '' },
  ])('completes $typed', ({ typed, offers }) => {
    const script = `${printBash(MODEL)}\n${ASK}\nask "$@"`;
    const said = execFileSync('bash', ['-c', script, 'bash', ...typed], { encoding: 'utf8' });
    if (typeof offers === 'string') expect(said.trim()).toBe(offers);
    else expect(said).toMatch(offers);
  });
});

describe('printZsh', () => {
  it('offers commands, flags, formats and words, quoted', () => {
    const script = printZsh(MODEL);
    expect(script).toMatch(/^#compdef xrayctl\n/);
    expect(script).toContain("'send:Send it' 'explain:Explain it'");
    expect(script).toContain("('send --output'|'send -o') compadd -- text json; return ;;");
    expect(script).toContain("'--output:the user'\\''s format'");
    expect(script).toContain("words_here=('filter:filter' 'limits:limits')");
    expect(script).toContain("('send --file'|'send -f') _files; return ;;");
  });
});

describe('printFish', () => {
  it('offers commands, flags, formats and words, quoted', () => {
    const script = printFish(MODEL);
    expect(script).toContain("complete -c xrayctl -n __fish_use_subcommand -a send -d 'Send it'");
    expect(script).toContain(
      "-n '__fish_seen_subcommand_from send' -l output -s o -x -a 'text json' -d 'the user\\'s format'",
    );
    expect(script).toContain("-l file -s f -r -F -d 'a file'");
    expect(script).toContain("-n '__fish_seen_subcommand_from explain' -a 'filter limits'");
  });
});

describe('printPowershell', () => {
  it('offers commands, flags, formats and words', () => {
    const script = printPowershell(MODEL);
    expect(script).toContain("'send --output' = @('text', 'json')");
    expect(script).toContain("'explain' = @('filter', 'limits', '--output', '-o', '--since')");
    expect(script).toContain("'' = @('send', 'explain', '--output', '-o', '--local')");
  });
});
