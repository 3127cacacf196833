import { ApiError } from '../../xray/api/api-error.ts';
import type { Path, Problems } from './problems.ts';
import type { NumberShape, ScalarShape, Shape, StringShape } from './shape.ts';

const MAX_INTEGER = 2 ** 31 - 1;
const MIN_INTEGER = -(2 ** 31);

const TARGETS: Readonly<Record<Shape['kind'], string>> = {
  string: 'a String',
  integer: 'an Integer',
  double: 'a Double',
  boolean: 'a Boolean',
  timestamp: 'milliseconds since epoch',
  list: 'a list',
  map: 'a map',
  structure: 'a structure',
};

const describeMismatch = (kind: Shape['kind'], value: unknown): string => {
  if (Array.isArray(value)) return 'Start of list found where not expected';
  if (typeof value === 'object') return 'Start of structure or map found where not expected.';
  const token = typeof value === 'boolean' ? String(value) : typeof value;
  return `${token.toUpperCase()}_VALUE can not be converted to ${TARGETS[kind]}`;
};

/** Refuses a value of the wrong JSON type, as the front end's parser does before it looks at any constraint. */
export const refuseType = (kind: Shape['kind'], value: unknown, path: Path): never => {
  const where = path === '' ? '' : ` (at '${path}')`;
  throw new ApiError('SerializationException', `${describeMismatch(kind, value)}${where}`);
};

const isNumberOf = (kind: NumberShape['kind'], value: unknown): value is number =>
  typeof value === 'number' &&
  Number.isFinite(value) &&
  (kind !== 'integer' || (Number.isInteger(value) && value >= MIN_INTEGER && value <= MAX_INTEGER));

const checkNumber = (shape: NumberShape, value: number, path: Path, problems: Problems): void => {
  if (shape.min !== undefined && value < shape.min) {
    problems.add(value, path, `have value greater than or equal to ${shape.min}`);
  }
  if (shape.max !== undefined && value > shape.max) {
    problems.add(value, path, `have value less than or equal to ${shape.max}`);
  }
};

const checkString = (shape: StringShape, value: string, path: Path, problems: Problems): void => {
  if (shape.min !== undefined && value.length < shape.min) {
    problems.add(value, path, `have length greater than or equal to ${shape.min}`);
  }
  if (shape.max !== undefined && value.length > shape.max) {
    problems.add(value, path, `have length less than or equal to ${shape.max}`);
  }
  if (shape.pattern !== undefined && !new RegExp(`^(?:${shape.pattern})$`).test(value)) {
    problems.add(value, path, `satisfy regular expression pattern: ${shape.pattern}`);
  }
  if (shape.oneOf !== undefined && !shape.oneOf.includes(value)) {
    problems.add(value, path, `satisfy enum value set: [${shape.oneOf.join(', ')}]`);
  }
};

/** Checks a string, number or boolean against its shape. */
export const checkScalar = (
  shape: ScalarShape,
  value: unknown,
  path: Path,
  problems: Problems,
): void => {
  if (shape.kind === 'boolean') {
    if (typeof value !== 'boolean') refuseType(shape.kind, value, path);
  } else if (shape.kind === 'string') {
    if (typeof value === 'string') checkString(shape, value, path, problems);
    else refuseType(shape.kind, value, path);
  } else if (isNumberOf(shape.kind, value)) checkNumber(shape, value, path, problems);
  else refuseType(shape.kind, value, path);
};
