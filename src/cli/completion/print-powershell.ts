import { type CompletionFlag, type CompletionModel, spellingsOf } from './completion-model.ts';

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const list = (texts: readonly string[]): string => `@(${texts.map(quote).join(', ')})`;

const valueEntries = (command: string, flags: readonly CompletionFlag[]): string[] =>
  flags.flatMap((flag) => {
    if (flag.value.kind === 'none' || flag.value.kind === 'file') return [];
    const words = flag.value.kind === 'words' ? list(flag.value.words) : '@()';
    return spellingsOf(flag).map((spelling) => `    ${quote(`${command} ${spelling}`)} = ${words}`);
  });

const wordEntry = (
  command: string,
  words: readonly string[],
  flags: readonly CompletionFlag[],
): string => `    ${quote(command)} = ${list([...words, ...flags.flatMap(spellingsOf)])}`;

/** A PowerShell script that completes the model. Files complete by PowerShell's own means. */
export const printPowershell = ({ commands, globals }: CompletionModel): string =>
  [
    '# Completion of xrayctl for PowerShell. To load it now: xrayctl completion powershell | Out-String | Invoke-Expression',
    'Register-ArgumentCompleter -Native -CommandName xrayctl -ScriptBlock {',
    '  param($wordToComplete, $commandAst, $cursorPosition)',
    '  # Case matters: -v and -V are not the same flag.',
    '  $values = [System.Collections.Hashtable]::new([System.StringComparer]::Ordinal)',
    '  $words = [System.Collections.Hashtable]::new([System.StringComparer]::Ordinal)',
    '  $known = @{',
    ...valueEntries('', globals),
    ...commands.flatMap(({ name, flags }) => valueEntries(name, flags)),
    '  }',
    '  foreach ($key in $known.Keys) { $values[$key] = $known[$key] }',
    '  $known = @{',
    wordEntry(
      '',
      commands.map(({ name }) => name),
      globals,
    ),
    ...commands.map(({ name, words, flags }) => wordEntry(name, words, flags)),
    '  }',
    '  foreach ($key in $known.Keys) { $words[$key] = $known[$key] }',
    '  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.ToString() })',
    `  $command = $typed | Where-Object { ${list(commands.map(({ name }) => name))} -ccontains $_ } | Select-Object -First 1`,
    '  $previous = if ($typed.Count -gt 0) { $typed[-1] } else { "" }',
    '  $candidates = if ($values.ContainsKey("$command $previous")) { $values["$command $previous"] } else { $words["$command"] }',
    '  $candidates | Where-Object { $_ -clike "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }',
    '}',
    '',
  ].join('\n');
