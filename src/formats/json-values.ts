import { failure, type Result, success } from '../std/result.ts';
import { exceedsDepth } from '../xray/document/measure-text.ts';

/** One JSON value of a file. */
export interface JsonValue {
  readonly value: unknown;
  /** Line it stands on, from 1; undefined where the file is one value. */
  readonly line: number | undefined;
}

/** What is wrong with a file and where in it: a sentence without the file's name. */
export interface FileProblem {
  readonly message: string;
}

const POSITION = / in JSON at position (\d+).*$/;

/** The engine's words on one line, with the place, where it gives one, as editors count it. */
const describeSyntaxError = (text: string, error: unknown): string => {
  const words = error instanceof Error ? error.message : String(error);
  const message = words.replaceAll(/\s+/g, ' ');
  const position = POSITION.exec(message)?.[1];
  if (position === undefined) return message;
  const before = text.slice(0, Number(position)).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `${message.replace(POSITION, '')} at line ${before.length}, column ${column}`;
};

const parseOne = (text: string, maxDepth: number): Result<unknown, FileProblem> => {
  if (exceedsDepth(text, maxDepth)) {
    return failure({ message: `nested more than ${maxDepth} levels deep` });
  }
  try {
    return success(JSON.parse(text));
  } catch (error) {
    return failure({ message: `not JSON: ${describeSyntaxError(text, error)}` });
  }
};

const parseLines = (
  lines: readonly string[],
  maxDepth: number,
): Result<readonly JsonValue[], FileProblem> => {
  const values: JsonValue[] = [];
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const parsed = parseOne(text, maxDepth);
    if (!parsed.ok) return failure({ message: `line ${index + 1}: ${parsed.problem.message}` });
    values.push({ value: parsed.value, line: index + 1 });
  }
  return success(values);
};

/** Whether the text is one JSON value a line: several lines, the first of which stands alone. */
const looksLikeLines = (lines: readonly string[], maxDepth: number): boolean => {
  const filled = lines.filter((line) => line.trim() !== '');
  return filled.length > 1 && parseOne(filled[0] ?? '', maxDepth).ok;
};

/** Reads a file that is one JSON value, or one on each line (ndjson; blank lines are nothing). */
export const parseJsonValues = (
  text: string,
  maxDepth: number,
): Result<readonly JsonValue[], FileProblem> => {
  const whole = parseOne(text, maxDepth);
  if (whole.ok) return success([{ value: whole.value, line: undefined }]);
  const lines = text.split('\n');
  return looksLikeLines(lines, maxDepth) ? parseLines(lines, maxDepth) : whole;
};
