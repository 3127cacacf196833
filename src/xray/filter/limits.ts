/** Longest expression read, in UTF-16 units. X-Ray's model sets no bound today (2,000 in older documents); ours keeps reading quick. */
export const MAX_FILTER_LENGTH = 65_536;

/** Deepest nesting of parentheses, blocks, `!` and JSON brackets: enough for people and programs, harmless to the stack. Ours. */
export const MAX_FILTER_DEPTH = 100;
