import {
  type CompletionFlag,
  type CompletionModel,
  type CompletionValue,
  spellingsOf,
} from './completion-model.ts';

const replyFor = (value: CompletionValue): string | undefined => {
  if (value.kind === 'none') return undefined;
  if (value.kind === 'file') return 'compgen -f -- "$current"';
  if (value.kind === 'unknown') return ':';
  return `compgen -W '${value.words.join(' ')}' -- "$current"`;
};

/** Lines of a case for the values of one command's flags; `command` is empty for what stands before one. */
const valueCases = (command: string, flags: readonly CompletionFlag[]): string[] =>
  flags.flatMap((flag) => {
    const reply = replyFor(flag.value);
    if (reply === undefined) return [];
    const patterns = spellingsOf(flag).map((spelling) => `'${command} ${spelling}'`);
    return [`    ${patterns.join(' | ')}) ${reply}; return ;;`];
  });

const offer = (
  command: string,
  words: readonly string[],
  flags: readonly CompletionFlag[],
): string =>
  `    '${command}') words='${words.join(' ')}' flags='${flags.flatMap(spellingsOf).join(' ')}' ;;`;

/** A bash script that completes the model. It asks nothing of xrayctl while completing. */
export const printBash = ({ commands, globals }: CompletionModel): string =>
  [
    '# Completion of xrayctl for bash. To load it now: source <(xrayctl completion bash)',
    '# To keep it: xrayctl completion bash > ~/.local/share/bash-completion/completions/xrayctl',
    '_xrayctl_candidates() {',
    '  local command="$1" previous="$2" current="$3" words="" flags=""',
    '  case "$command $previous" in',
    ...valueCases('', globals),
    ...commands.flatMap(({ name, flags }) => valueCases(name, flags)),
    '  esac',
    '  case "$command" in',
    offer('', [...commands.map(({ name }) => name), 'help'], globals),
    ...commands.map(({ name, words, flags }) => offer(name, words, flags)),
    '  esac',
    '  if [[ $current == -* || -z $words ]]; then words="$flags"; fi',
    '  compgen -W "$words" -- "$current"',
    '}',
    '_xrayctl() {',
    `  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" command="" at candidate`,
    '  # Bash splits --output=json at "=".',
    `  if [[ $current == = ]]; then current=""; elif [[ $previous == = ]]; then previous="\${COMP_WORDS[COMP_CWORD - 2]}"; fi`,
    '  for ((at = 1; at < COMP_CWORD; at++)); do',
    `    case "\${COMP_WORDS[at]}" in`,
    `      ${commands.map(({ name }) => name).join(' | ')}) command="\${COMP_WORDS[at]}"; break ;;`,
    '    esac',
    '  done',
    '  COMPREPLY=()',
    '  while IFS= read -r candidate; do COMPREPLY+=("$candidate"); done < <(_xrayctl_candidates "$command" "$previous" "$current")',
    '}',
    'complete -F _xrayctl xrayctl',
    '',
  ].join('\n');
