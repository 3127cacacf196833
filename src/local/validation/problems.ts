import { uncapitalize } from '../../std/uncapitalize.ts';
import { ApiError } from '../../xray/api/api-error.ts';

/** Broken constraints told in one answer; a list of a million bad ids must not make a message of a million lines. */
const MAX_TOLD = 10;

/** Characters of an offending value that are repeated to its sender. */
const MAX_VALUE_CHARACTERS = 256;

/** Levels of lists and structures of it that are repeated: a value may nest as deep as a body is long. */
const TOLD_LEVELS = 3;

/** Where in the input something is: `samplingRule.ruleName`, `traceIds.1.member`. Empty at the top. */
export type Path = string;

/** The broken constraints of one input, gathered while it is read. */
export interface Problems {
  /** Notes that the value at `path` broke a constraint, given in the front end's words after "Member must". */
  add(value: unknown, path: Path, constraint: string): void;
  /** Throws a ValidationException if anything was noted. */
  throwIfAny(): void;
}

/** The path of a member: the front end begins each with a small letter. */
export const memberPath = (path: Path, name: string): Path => {
  const spoken = uncapitalize(name);
  return path === '' ? spoken : `${path}.${spoken}`;
};

/** The path of a list's element, counted from one. */
export const elementPath = (path: Path, index: number): Path => `${path}.${index + 1}.member`;

const printPlain = (value: unknown, levels = TOLD_LEVELS): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  if (levels === 0) return '...';
  const print = (inner: unknown): string => printPlain(inner, levels - 1);
  if (Array.isArray(value)) return `[${value.slice(0, MAX_TOLD).map(print).join(', ')}]`;
  const entries = Object.entries(value).slice(0, MAX_TOLD);
  return `{${entries.map(([name, member]) => `${name}=${print(member)}`).join(', ')}}`;
};

const printValue = (value: unknown): string => {
  if (value === undefined || value === null) return 'Value null';
  const text = printPlain(value);
  const isLong = text.length > MAX_VALUE_CHARACTERS;
  return `Value '${isLong ? `${text.slice(0, MAX_VALUE_CHARACTERS)}...` : text}'`;
};

/** A list of problems with nothing in it. */
export const createProblems = (): Problems => {
  const told: string[] = [];
  let count = 0;
  return {
    add: (value, path, constraint) => {
      count += 1;
      if (told.length >= MAX_TOLD) return;
      told.push(
        `${printValue(value)} at '${path}' failed to satisfy constraint: Member must ${constraint}`,
      );
    },
    throwIfAny: () => {
      if (count === 0) return;
      const more = count > told.length ? `; and ${count - told.length} more` : '';
      const errors = count === 1 ? 'error' : 'errors';
      throw new ApiError(
        'ValidationException',
        `${count} validation ${errors} detected: ${told.join('; ')}${more}`,
      );
    },
  };
};
