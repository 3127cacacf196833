const PLAIN = /^[\w@%+=:,./-]+$/;

/** A text as one word of a shell's command line: in single quotes where a shell would read more, or less, into it. */
export const shellWord = (text: string): string =>
  PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
