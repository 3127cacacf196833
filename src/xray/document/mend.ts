import { isJsonObject, type JsonObject } from './json-object.ts';

/** Gives back a value fit for its member, the very same one where nothing is wrong, or undefined to drop the member. */
export type Mender = (value: unknown) => unknown;

/** What each known member of an object must be; members not named here are left as they are. */
export type Shape = ReadonlyMap<string, Mender>;

const NUMERIC = /^-?\d+(\.\d+)?$/;

/** A string. */
export const text: Mender = (value) => (typeof value === 'string' ? value : undefined);

/** True or false. */
export const flag: Mender = (value) => (typeof value === 'boolean' ? value : undefined);

/** A finite number, or a string of digits, which some emitters send and which becomes a number. */
export const count: Mender = (value) => {
  const number = typeof value === 'string' && NUMERIC.test(value) ? Number(value) : value;
  return Number.isFinite(number) ? number : undefined;
};

/** Any object. */
export const object: Mender = (value) => (isJsonObject(value) ? value : undefined);

/** Mends one member in place. */
const replaceMember = (target: JsonObject, key: string, mender: Mender): void => {
  const before = target[key];
  const after = mender(before);
  if (after === before) return;
  if (after === undefined) delete target[key];
  else target[key] = after;
};

/** Brings an object, in place, to a shape: members of the wrong kind go, others keep their value and their order. */
export const mendMembers = (target: JsonObject, shape: Shape): void => {
  for (const key in target) {
    const mender = shape.get(key);
    if (mender !== undefined) replaceMember(target, key, mender);
  }
};

/** An object of a shape. */
export const shaped =
  (shape: Shape): Mender =>
  (value) => {
    if (!isJsonObject(value)) return undefined;
    mendMembers(value, shape);
    return value;
  };

/** An object whose members all are of one kind. */
export const record =
  (mender: Mender): Mender =>
  (value) => {
    if (!isJsonObject(value)) return undefined;
    for (const key in value) replaceMember(value, key, mender);
    return value;
  };

/** An array; elements that cannot be mended are left out. */
export const list =
  (mender: Mender): Mender =>
  (value) => {
    if (!Array.isArray(value)) return undefined;
    const elements: readonly unknown[] = value;
    const isSound = elements.every(
      (element) => element !== undefined && mender(element) === element,
    );
    if (isSound) return value;
    return elements.map(mender).filter((element) => element !== undefined);
  };
