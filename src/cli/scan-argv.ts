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

/** The tokens of the element at `index`, and where the next one starts. */
const readElement = (argv: readonly string[], index: number, takesValue: TakesValue) => {
  const element = argv[index] ?? '';
  if (element === '--') return { tokens: operandsFrom(argv, index + 1), next: argv.length };
  if (element === '-' || !element.startsWith('-')) {
    return { tokens: [{ kind: 'operand', text: element, index } as const], next: index + 1 };
  }
  const parts = optionsIn(element, takesValue);
  const last = parts.at(-1);
  const takesNext = last !== undefined && last.value === undefined && takesValue(last.name);
  const tokens = parts.map(
    ({ name, value }): ArgvToken => ({ kind: 'option', name, value, index }),
  );
  if (!takesNext) return { tokens, next: index + 1 };
  const completed: ArgvToken = { ...last, kind: 'option', value: argv[index + 1], index };
  return { tokens: [...tokens.slice(0, -1), completed], next: index + 2 };
};

/**
 * Reads argv once, left to right. An option for which `takesValue` is true takes the next element when nothing is
 * attached to it; `-` alone is an operand; after `--` everything is.
 */
export const scanArgv = (argv: readonly string[], takesValue: TakesValue): ArgvToken[] => {
  const scanned: ArgvToken[] = [];
  let index = 0;
  while (index < argv.length) {
    const { tokens, next } = readElement(argv, index, takesValue);
    scanned.push(...tokens);
    index = next;
  }
  return scanned;
};
