/** One thing said in argv, read as getopt reads it, with the index of the element that says it. */
export type ArgvToken =
  | {
      readonly kind: 'option';
      /** `--since` or `-o`. */
      readonly name: string;
      /** Attached (`--since=5m`, `-ojson`) or the element after, where the option takes one. */
      readonly value: string | undefined;
      readonly index: number;
    }
  | { readonly kind: 'operand'; readonly text: string; readonly index: number };

type TakesValue = (name: string) => boolean;
type OptionPart = { readonly name: string; readonly value: string | undefined };

/** The options in one element: several for `-qv`, one for `--since=5m`. */
const optionsIn = (element: string, takesValue: TakesValue): readonly OptionPart[] => {
  if (element.startsWith('--')) {
    const cut = element.indexOf('=');
    return cut < 0
      ? [{ name: element, value: undefined }]
      : [{ name: element.slice(0, cut), value: element.slice(cut + 1) }];
  }
  const parts: OptionPart[] = [];
  for (let position = 1; position < element.length; position += 1) {
    const name = `-${element[position]}`;
    const attached = element.slice(position + 1);
    if (takesValue(name)) return [...parts, { name, value: attached || undefined }];
    parts.push({ name, value: undefined });
  }
  return parts;
};

const operandsFrom = (argv: readonly string[], start: number): ArgvToken[] =>
  argv.slice(start).map((text, at) => ({ kind: 'operand', text, index: start + at }));

/**
 * Reads argv once, left to right. An option for which `takesValue` is true takes the next element when nothing is
 * attached to it; `-` alone is an operand; after `--` everything is.
 */
export const scanArgv = (argv: readonly string[], takesValue: TakesValue): ArgvToken[] => {
  const tokens: ArgvToken[] = [];
  let index = 0;
  while (index < argv.length) {
    const element = argv[index] ?? '';
    if (element === '--') return [...tokens, ...operandsFrom(argv, index + 1)];
    if (element === '-' || !element.startsWith('-')) {
      tokens.push({ kind: 'operand', text: element, index });
      index += 1;
      continue;
    }
    const parts = optionsIn(element, takesValue);
    const last = parts.at(-1);
    const takesNext = last !== undefined && last.value === undefined && takesValue(last.name);
    for (const part of parts) {
      const value = takesNext && part === last ? argv[index + 1] : part.value;
      tokens.push({ kind: 'option', name: part.name, value, index });
    }
    index += takesNext ? 2 : 1;
  }
  return tokens;
};
