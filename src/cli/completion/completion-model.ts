/** What can follow a flag: a word of a list, a file, something unknown, or nothing. */
export type CompletionValue =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'file' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' };

export interface CompletionFlag {
  /** `output`, without dashes. */
  readonly long: string;
  /** A letter, without the dash. */
  readonly short: string | undefined;
  readonly brief: string;
  /** What stands in the element of argv after it. */
  readonly value: CompletionValue;
}

export interface CompletionCommand {
  readonly name: string;
  readonly brief: string;
  /** The global flags among them, since they may stand after the command. */
  readonly flags: readonly CompletionFlag[];
  /** Arguments that are known words. */
  readonly words: readonly string[];
}

/** All that a shell needs to know to complete a command line. */
export interface CompletionModel {
  readonly commands: readonly CompletionCommand[];
  readonly globals: readonly CompletionFlag[];
}

/** Every spelling of a flag, with its dashes. */
export const spellingsOf = ({ long, short }: CompletionFlag): readonly string[] =>
  short === undefined ? [`--${long}`] : [`--${long}`, `-${short}`];
