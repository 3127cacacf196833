import {
  type CompletionFlag,
  type CompletionModel,
  type CompletionValue,
  spellingsOf,
} from './completion-model.ts';

const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** `name:what it is`, as _describe wants it: colons of the name escaped. */
const described = (name: string, brief: string): string =>
  quote(`${name.replaceAll(':', '\\:')}:${brief}`);

const replyFor = (value: CompletionValue): string | undefined => {
  if (value.kind === 'none') return undefined;
  if (value.kind === 'file') return '_files';
  return value.kind === 'unknown' ? '_message value' : `compadd -- ${value.words.join(' ')}`;
};

const valueCases = (command: string, flags: readonly CompletionFlag[]): string[] =>
  flags.flatMap((flag) => {
    const reply = replyFor(flag.value);
    if (reply === undefined) return [];
    const patterns = spellingsOf(flag).map((spelling) => quote(`${command} ${spelling}`));
    return [`    (${patterns.join('|')}) ${reply}; return ;;`];
  });

const candidates = (
  words: readonly (readonly [name: string, brief: string])[],
  flags: readonly CompletionFlag[],
): string => {
  const options = flags.flatMap((flag) =>
    spellingsOf(flag).map((spelling) => described(spelling, flag.brief)),
  );
  const plain = words.map(([name, brief]) => described(name, brief));
  return `words_here=(${plain.join(' ')}); options_here=(${options.join(' ')})`;
};

/** A zsh script that completes the model; works sourced, and as a file of fpath. */
export const printZsh = ({ commands, globals }: CompletionModel): string =>
  [
    '#compdef xrayctl',
    '# Completion of xrayctl for zsh. To load it now: source <(xrayctl completion zsh)',
    `# To keep it: xrayctl completion zsh > "\${fpath[1]}/_xrayctl"`,
    '_xrayctl() {',
    `  local previous="\${words[CURRENT-1]}" command="" word`,
    '  local -a words_here options_here',
    `  for word in "\${(@)words[2,CURRENT-1]}"; do`,
    '    case "$word" in',
    `      (${commands.map(({ name }) => name).join('|')}) command="$word"; break ;;`,
    '    esac',
    '  done',
    '  case "$command $previous" in',
    ...valueCases('', globals),
    ...commands.flatMap(({ name, flags }) => valueCases(name, flags)),
    '  esac',
    '  case "$command" in',
    `    ('') ${candidates(
      commands.map(({ name, brief }) => [name, brief] as const),
      globals,
    )} ;;`,
    ...commands.map(
      ({ name, words, flags }) =>
        `    (${name}) ${candidates(
          words.map((word) => [word, word] as const),
          flags,
        )} ;;`,
    ),
    '  esac',
    '  (( $#words_here )) && _describe word words_here',
    '  _describe -o option options_here',
    '}',
    `if [[ "\${funcstack[1]}" == _xrayctl ]]; then _xrayctl "$@"; else compdef _xrayctl xrayctl; fi`,
    '',
  ].join('\n');
