import type { Command, CommandEntry, CommandGroup, Positional } from './command.ts';
import { type Flag, type FlagSpecs, longNameOf } from './flags/flag.ts';
import { GLOBAL_FLAGS } from './global-flags.ts';
import type { Paint } from './terminal.ts';
import { usageLine } from './usage-line.ts';

/** How help is drawn. */
export interface HelpStyle {
  readonly width: number;
  readonly paint: Paint;
}

const GROUP_TITLES: Readonly<Record<CommandGroup, string>> = {
  read: 'Read traces',
  local: 'On this machine',
  rest: 'More',
};

type Row = readonly [left: string, right: string];

const INDENT = '  ';
/** A left column wider than this pushes its text to the next line. */
const WIDEST_LEFT = 30;

/** Breaks at spaces; a word longer than the line stays whole. */
const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
};

/** Two columns, the right one wrapped under itself. */
const drawRows = (rows: readonly Row[], { width, paint }: HelpStyle): string[] => {
  const fitting = rows.map(([left]) => left.length).filter((length) => length <= WIDEST_LEFT);
  const column = Math.max(...fitting, 0) + 2;
  const gap = ' '.repeat(INDENT.length + column);
  return rows.flatMap(([left, right]) => {
    const [first = '', ...rest] = wrap(right, Math.max(width - gap.length, 20));
    const head = `${INDENT}${paint.strong(left)}`;
    const fits = left.length + 2 <= column;
    const start = fits
      ? [`${head}${' '.repeat(column - left.length)}${first}`]
      : [head, gap + first];
    return [...start, ...rest.map((line) => gap + line)];
  });
};

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`${title}:`, ...lines, ''];

const spelling = (key: string, flag: Flag<unknown>): string => {
  const names = `${flag.short ? `-${flag.short}, ` : ''}${longNameOf(key)}`;
  const placeholder = flag.type?.placeholder;
  if (placeholder === undefined) return names;
  return flag.kind === 'optional-value' ? `${names}[=${placeholder}]` : `${names} ${placeholder}`;
};

const explanation = (flag: Flag<unknown>): string => {
  const choices = flag.type?.choices;
  const shown = flag.fallback ?? flag.shownDefault;
  const notes = [
    ...(choices ? [choices.join('|')] : []),
    ...(flag.kind === 'list' ? ['repeatable'] : []),
    ...(flag.kind === 'optional-value' && flag.implied ? [`bare: ${flag.implied}`] : []),
    ...(shown === undefined ? [] : [`default ${shown}`]),
  ];
  return notes.length === 0 ? flag.brief : `${flag.brief} (${notes.join('; ')})`;
};

const flagRows = (specs: FlagSpecs): Row[] =>
  Object.entries(specs).map(([key, flag]) => [spelling(key, flag), explanation(flag)]);

const positionalRow = ({ name, brief, choices }: Positional): Row => [
  name,
  choices === undefined ? brief : `${brief}: ${choices.join(', ')}`,
];

/** `xrayctl --help`: the idea, the commands by group, the global options. */
export const renderHelp = (
  idea: string,
  entries: readonly CommandEntry[],
  style: HelpStyle,
): string => {
  const groups = (Object.keys(GROUP_TITLES) as CommandGroup[]).flatMap((group) =>
    section(
      GROUP_TITLES[group],
      drawRows(
        entries.filter((entry) => entry.group === group).map((entry) => [entry.name, entry.brief]),
        style,
      ),
    ),
  );
  return [
    ...wrap(idea, style.width),
    '',
    'usage: xrayctl COMMAND [options]',
    '',
    ...groups,
    ...section('Options of every command, before or after its name', [
      ...drawRows(
        [...flagRows(GLOBAL_FLAGS), ['-h, --help', 'help of xrayctl or of a command']],
        style,
      ),
    ]),
    'xrayctl COMMAND --help shows the options of a command and worked examples.',
    '',
  ].join('\n');
};

/** `xrayctl COMMAND --help`. */
export const renderCommandHelp = (
  entry: CommandEntry,
  command: Command,
  style: HelpStyle,
): string => {
  const [first, ...others] = command.formats;
  return [
    `${entry.brief}.`,
    '',
    ...command.description.split('\n').flatMap((line) => wrap(line, style.width)),
    '',
    `usage: ${usageLine(entry.name, command.positionals)}`,
    '',
    ...section('Arguments', drawRows(command.positionals.map(positionalRow), style)),
    ...section('Options', drawRows(flagRows(command.flags), style)),
    ...section(
      'Output formats (-o)',
      wrap([`${first} (default)`, ...others].join(', '), style.width - 2).map(
        (line) => INDENT + line,
      ),
    ),
    ...section(
      'Examples',
      command.examples.flatMap(({ about, line }) => [`${INDENT}# ${about}`, `${INDENT}${line}`]),
    ),
    ...section(
      'Options of every command (explained by xrayctl --help)',
      wrap(Object.keys(GLOBAL_FLAGS).map(longNameOf).join(' '), style.width - 2).map(
        (line) => INDENT + line,
      ),
    ),
  ].join('\n');
};
