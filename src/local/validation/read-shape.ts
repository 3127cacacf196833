import { isJsonObject } from '../../xray/document/json-object.ts';
import { elementPath, memberPath, type Path, type Problems } from './problems.ts';
import { checkScalar, refuseType } from './read-scalar.ts';
import type { ListShape, MapShape, Shape, StructureShape } from './shape.ts';

const checkLength = (
  value: unknown,
  path: Path,
  { length, max }: { readonly length: number; readonly max: number | undefined },
  problems: Problems,
): void => {
  if (max !== undefined && length > max) {
    problems.add(value, path, `have length less than or equal to ${max}`);
  }
};

const readElement = (shape: Shape, value: unknown, path: Path, problems: Problems): unknown => {
  if (value === null) problems.add(value, path, 'not be null');
  return value === null ? value : readShape(shape, value, path, problems);
};

const readList = (shape: ListShape, value: unknown, path: Path, problems: Problems): unknown => {
  if (!Array.isArray(value)) return refuseType(shape.kind, value, path);
  checkLength(value, path, { length: value.length, max: shape.max }, problems);
  const isPlain =
    shape.of.kind === 'string' && Object.keys(shape.of).length === 1
      ? value.every((element) => typeof element === 'string')
      : false;
  if (isPlain) return value;
  return value.map((element, index) =>
    readElement(shape.of, element, elementPath(path, index), problems),
  );
};

const readMap = (shape: MapShape, value: unknown, path: Path, problems: Problems): unknown => {
  if (!isJsonObject(value)) return refuseType(shape.kind, value, path);
  const entries = Object.entries(value).filter(([, member]) => member !== null);
  checkLength(value, path, { length: entries.length, max: shape.max }, problems);
  for (const [key, member] of entries) {
    checkScalar(shape.key, key, `${path}.key`, problems);
    checkScalar(shape.value, member, `${path}.${key}.member`, problems);
  }
  return Object.fromEntries(entries);
};

const readStructure = (
  shape: StructureShape,
  value: unknown,
  path: Path,
  problems: Problems,
): unknown => {
  if (!isJsonObject(value)) return refuseType(shape.kind, value, path);
  const read: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(shape.members)) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    if (given !== undefined && given !== null) {
      read[name] = readShape(member, given, memberPath(path, name), problems);
    } else if (member.required) problems.add(null, memberPath(path, name), 'not be null');
  }
  return read;
};

/**
 * Reads a JSON value by its shape: known members only, null ones left out. Broken constraints are added to `problems`; a
 * value of the wrong type throws at once. A list of plain strings is passed on as it is, so that big documents cost nothing.
 */
export const readShape = (
  shape: Shape,
  value: unknown,
  path: Path,
  problems: Problems,
): unknown => {
  switch (shape.kind) {
    case 'list':
      return readList(shape, value, path, problems);
    case 'map':
      return readMap(shape, value, path, problems);
    case 'structure':
      return readStructure(shape, value, path, problems);
    default:
      checkScalar(shape, value, path, problems);
      return value;
  }
};
