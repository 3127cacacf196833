import { defineCommand } from '../cli/command.ts';
import type { CompletionModel } from '../cli/completion/completion-model.ts';
import { printBash } from '../cli/completion/print-bash.ts';
import { printFish } from '../cli/completion/print-fish.ts';
import { printPowershell } from '../cli/completion/print-powershell.ts';
import { printZsh } from '../cli/completion/print-zsh.ts';
import { EXIT } from '../cli/exit-code.ts';

const PRINTERS: ReadonlyMap<string | undefined, (model: CompletionModel) => string> = new Map([
  ['bash', printBash],
  ['zsh', printZsh],
  ['fish', printFish],
  ['powershell', printPowershell],
]);

/** `xrayctl completion`. */
export const completion = defineCommand({
  description:
    'Prints a script that completes commands, options, output formats and other known words. Its first lines say how ' +
    'to load and how to keep it.',
  positionals: [
    {
      name: 'SHELL',
      brief: 'the shell',
      required: true,
      choices: ['bash', 'zsh', 'fish', 'powershell'],
    },
  ],
  flags: {},
  formats: ['text'],
  examples: [
    { about: 'in this shell, now', line: 'source <(xrayctl completion bash)' },
    {
      about: 'in every fish to come',
      line: 'xrayctl completion fish > ~/.config/fish/completions/xrayctl.fish',
    },
  ],
  async run(context, _flags, [shell]) {
    const print = PRINTERS.get(shell);
    if (print === undefined) throw new Error(`no completion is written for ${shell}`);
    await context.out(print(await context.completionModel()));
    return EXIT.done;
  },
});
