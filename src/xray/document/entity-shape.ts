import { lowercase } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { isJsonObject } from './json-object.ts';
import {
  count,
  flag,
  list,
  type Mender,
  object,
  record,
  type Shape,
  shaped,
  text,
} from './mend.ts';

/** Identifiers are compared as text, so they all are lowercase, as the SDKs write them. */
const identifier: Mender = (value) =>
  typeof value === 'string' && value !== '' ? lowercase(value) : undefined;

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;

/** Cut to X-Ray's length, as the service does, without splitting a character outside the basic plane. */
const name: Mender = (value) => {
  if (typeof value !== 'string' || value.length <= LIMITS.nameCharacters) return value;
  const last = value.charCodeAt(LIMITS.nameCharacters - 1);
  return value.slice(0, LIMITS.nameCharacters - (isHighSurrogate(last) ? 1 : 0));
};

/** A time that passed the check of required members, or one beside `in_progress` that is none. */
const time: Mender = (value) => (typeof value === 'number' ? value : undefined);

/** What is nested is checked one by one, and mended as entities of their own. */
const array: Mender = (value) => (Array.isArray(value) ? value : undefined);

/** Segments have no type in this program; only an independent subsegment says what it is. */
const type: Mender = (value) => (value === 'subsegment' ? value : undefined);

const annotation: Mender = (value) => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined;
};

const request: Shape = new Map([
  ['method', text],
  ['url', text],
  ['user_agent', text],
  ['client_ip', text],
  ['x_forwarded_for', flag],
  ['traced', flag],
]);

const response: Shape = new Map([
  ['status', count],
  ['content_length', count],
]);

const http: Shape = new Map([
  ['request', shaped(request)],
  ['response', shaped(response)],
]);

const stackFrame: Shape = new Map([
  ['path', text],
  ['line', count],
  ['label', text],
]);

const exceptionMembers = shaped(
  new Map([
    ['message', text],
    ['type', text],
    ['remote', flag],
    ['truncated', count],
    ['skipped', count],
    ['cause', text],
    ['stack', list(shaped(stackFrame))],
  ]),
);

/** An exception is worth keeping without its id, which only other exceptions refer to. */
const exception: Mender = (value) => {
  if (!isJsonObject(value)) return undefined;
  if (typeof value['id'] !== 'string') value['id'] = '';
  return exceptionMembers(value);
};

const causeBlock = shaped(
  new Map([
    ['working_directory', text],
    ['paths', list(text)],
    ['exceptions', list(exception)],
  ]),
);

const cause: Mender = (value) => (typeof value === 'string' ? value : causeBlock(value));

const link: Mender = (value) =>
  isJsonObject(value) && typeof value['trace_id'] === 'string' && typeof value['id'] === 'string'
    ? value
    : undefined;

/** The members of {@link TraceEntity}, segment and subsegment together: what each must be to be kept. */
export const ENTITY_SHAPE: Shape = new Map([
  ['id', identifier],
  ['trace_id', identifier],
  ['parent_id', identifier],
  ['name', name],
  ['type', type],
  ['start_time', time],
  ['end_time', time],
  ['in_progress', flag],
  ['error', flag],
  ['throttle', flag],
  ['fault', flag],
  ['inferred', flag],
  ['cause', cause],
  ['http', shaped(http)],
  ['aws', object],
  ['sql', record(text)],
  ['service', object],
  ['annotations', record(annotation)],
  ['metadata', object],
  ['subsegments', array],
  ['namespace', text],
  ['precursor_ids', list(text)],
  ['user', text],
  ['origin', text],
  ['resource_arn', text],
  ['links', list(link)],
]);
