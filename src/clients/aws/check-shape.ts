import type { Shape } from './answer-shapes.ts';

type Members = Record<string, unknown>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON has no such numbers: AWS writes them as text, and `1e999` reads as one. */
const isNoNumber = (value: unknown): boolean =>
  value === 'NaN' ||
  value === 'Infinity' ||
  value === '-Infinity' ||
  (typeof value === 'number' && !Number.isFinite(value));

const inList = (value: unknown, element: Shape): string | undefined => {
  if (!Array.isArray(value)) return ' is no list';
  for (const [index, one] of value.entries()) {
    const problem = one === undefined || one === null ? ' is missing' : problemIn(one, element);
    if (problem !== undefined) return `[${index}]${problem}`;
  }
  return undefined;
};

const inMember = (members: Members, name: string, shape: Shape): string | undefined => {
  const value = members[name];
  if (value === undefined || value === null) return undefined;
  if (shape === 'number' && isNoNumber(value)) {
    members[name] = undefined;
    return undefined;
  }
  const problem = problemIn(value, shape);
  return problem === undefined ? undefined : `.${name}${problem}`;
};

const inObject = (
  value: unknown,
  names: readonly string[],
  shapeOf: (name: string) => Shape | undefined,
): string | undefined => {
  if (!isObject(value)) return ' is no object';
  for (const name of names) {
    const shape = shapeOf(name);
    const problem = shape === undefined ? undefined : inMember(value, name, shape);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/**
 * Where a value differs from a shape, and how: `.Traces[3].Id is no string`; undefined when it does not. Members may
 * be absent or null; a number that is none (NaN, infinity) is made absent; members the shape does not name are let be.
 */
export const problemIn = (value: unknown, shape: Shape): string | undefined => {
  if (typeof shape === 'string') return typeof value === shape ? undefined : ` is no ${shape}`;
  if (!Array.isArray(shape)) {
    const members = shape as { readonly [member: string]: Shape };
    return inObject(value, Object.keys(members), (name) => members[name]);
  }
  const [first, each] = shape as readonly [Shape, Shape?];
  return each === undefined
    ? inList(value, first)
    : inObject(value, isObject(value) ? Object.keys(value) : [], () => each);
};
