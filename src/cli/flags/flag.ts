import type { Result } from '../../std/result.ts';

/** How the text given to a flag becomes a value. One of these a file, in this folder. */
export interface ValueType<Value> {
  /** What stands for the value in help: `D`, `EXPR`, `HOST:PORT`. */
  readonly placeholder: string;
  /** A text it accepts, shown with every refusal. */
  readonly example: string;
  /** Every text it accepts, where these can be counted; for help and completion. */
  readonly choices?: readonly string[];
  /** The problem completes the sentence `--flag "text" ...`: "is not a duration; expected ...". */
  readonly parse: (text: string) => Result<Value, string>;
}

/**
 * One flag of a command. The key under which it stands in {@link FlagSpecs} is its name in camelCase
 * (`minDuration` is `--min-duration`); `Value` is what the command's `run` receives.
 */
export interface Flag<Value> {
  /** How often and with what: `switch` takes no value, `optional-value` takes one only after `=`. */
  readonly kind: 'switch' | 'value' | 'list' | 'count' | 'optional-value';
  /** One line for help, without a full stop. */
  readonly brief: string;
  /** A single letter, without the dash. */
  readonly short: string | undefined;
  readonly type: ValueType<unknown> | undefined;
  /** The text parsed when the flag is absent; shown in help. */
  readonly fallback: string | undefined;
  /** The text parsed when an `optional-value` flag is given bare. */
  readonly implied: string | undefined;
  /** A default that help shows and `run` works out by itself. */
  readonly shownDefault: string | undefined;
  /** Never set: carries the type of the value. */
  readonly value?: Value;
}

export type FlagSpecs = Readonly<Record<string, Flag<unknown>>>;

/** What `run` receives for a command's flags. */
export type FlagValues<Specs extends FlagSpecs> = {
  readonly [Name in keyof Specs]: Specs[Name] extends Flag<infer Value> ? Value : never;
};

interface Described {
  readonly brief: string;
  readonly short?: string;
  readonly shownDefault?: string;
}

const base = (described: Described) => ({
  brief: described.brief,
  short: described.short,
  shownDefault: described.shownDefault,
  type: undefined,
  fallback: undefined,
  implied: undefined,
});

/** `--fault`: true when given, else false. */
export const switchFlag = (described: Described): Flag<boolean> => ({
  ...base(described),
  kind: 'switch',
});

/** `-vv`: how many times it was given. */
export const countFlag = (described: Described): Flag<number> => ({
  ...base(described),
  kind: 'count',
});

/** `--url TEXT`: undefined when absent; the last one wins when repeated. */
export const valueFlag = <Value>(
  type: ValueType<Value>,
  described: Described,
): Flag<Value | undefined> => ({ ...base(described), kind: 'value', type });

/** `--since D` with a default: `fallback` is parsed like a text the user gave. */
export const valueFlagOr = <Value>(
  type: ValueType<Value>,
  fallback: string,
  described: Described,
): Flag<Value> => ({ ...base(described), kind: 'value', type, fallback });

/** `--annotation k=v`, repeatable: the values in the order given, empty when absent. */
export const listFlag = <Value>(
  type: ValueType<Value>,
  described: Described,
): Flag<readonly Value[]> => ({ ...base(described), kind: 'list', type });

/** `--wait[=D]`: undefined when absent, `implied` when given bare. The value comes only after `=`. */
export const optionalValueFlag = <Value>(
  type: ValueType<Value>,
  implied: string,
  described: Described,
): Flag<Value | undefined> => ({ ...base(described), kind: 'optional-value', type, implied });

/** `minDuration` -> `--min-duration`. */
export const longNameOf = (key: string): string =>
  `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
