import type { CompletionFlag, CompletionModel, CompletionValue } from './completion-model.ts';

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const NO_COMMAND = '__fish_use_subcommand';

const valuePart = (value: CompletionValue): string => {
  if (value.kind === 'none') return '';
  if (value.kind === 'file') return ' -r -F';
  return value.kind === 'unknown' ? ' -x' : ` -x -a ${quote(value.words.join(' '))}`;
};

const flagLine = (condition: string, { long, short, brief, value }: CompletionFlag): string =>
  `complete -c xrayctl -n ${quote(condition)} -l ${long}${short ? ` -s ${short}` : ''}${valuePart(value)} -d ${quote(brief)}`;

/** A fish script that completes the model. */
export const printFish = ({ commands, globals }: CompletionModel): string =>
  [
    '# Completion of xrayctl for fish. To load it now: xrayctl completion fish | source',
    '# To keep it: xrayctl completion fish > ~/.config/fish/completions/xrayctl.fish',
    'complete -c xrayctl -f',
    ...commands.map(
      ({ name, brief }) => `complete -c xrayctl -n ${NO_COMMAND} -a ${name} -d ${quote(brief)}`,
    ),
    ...globals.map((flag) => flagLine(NO_COMMAND, flag)),
    ...commands.flatMap(({ name, flags, words }) => {
      const condition = `__fish_seen_subcommand_from ${name}`;
      const args =
        words.length === 0
          ? []
          : [`complete -c xrayctl -n ${quote(condition)} -a ${quote(words.join(' '))}`];
      return [...args, ...flags.map((flag) => flagLine(condition, flag))];
    }),
    '',
  ].join('\n');
