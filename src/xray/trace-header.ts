import { isSegmentId, lowercase, parseTraceId, type TraceId } from './ids.ts';
import { LIMITS } from './limits.ts';

/** The caller's sampling decision: record, do not, or decide for yourself and answer in the response. */
type Sampled = '1' | '0' | '?';

/** What an X-Amzn-Trace-Id header says. Members that are absent or make no sense are undefined. */
export interface TraceHeader {
  readonly root: TraceId | undefined;
  /** Id of the caller's (sub)segment; absent when a load balancer made the header. */
  readonly parent: string | undefined;
  readonly sampled: Sampled | undefined;
  /** Put in by a load balancer beside a Root it found; nobody reads it. */
  readonly self: string | undefined;
  /** Loop detection of AWS itself: passed on, never interpreted. */
  readonly lineage: string | undefined;
  /** All other members, in their order, to be passed on. */
  readonly extras: readonly (readonly [key: string, value: string])[];
}

const RESERVED = ['root', 'parent', 'sampled', 'self', 'lineage'] as const;

/** Printable ASCII without the separator: whatever else arrives cannot be put in a header again. */
const VALUE = /^[\x20-\x3a\x3c-\x7e]+$/;
const KEY = /^[\x21-\x3a\x3c\x3e-\x7e]+$/;

/** The members of a header in order; of a repeated key the first counts. Keys are compared without regard to case. */
const readMembers = (text: string): Map<string, readonly [key: string, value: string]> => {
  const members = new Map<string, readonly [string, string]>();
  for (const part of text.slice(0, LIMITS.traceHeaderCharacters).split(';')) {
    const equals = part.indexOf('=');
    const key = part.slice(0, Math.max(equals, 0)).trim();
    const value = part.slice(equals + 1).trim();
    if (!KEY.test(key) || !VALUE.test(value)) continue;
    const name = key.toLowerCase();
    if (!members.has(name)) members.set(name, [key, value]);
  }
  return members;
};

const readRoot = (value: string | undefined): TraceId | undefined => {
  const id = parseTraceId(value ?? '');
  return id.ok ? id.value : undefined;
};

/** The members to pass on, as many as fit in what X-Ray's SDKs pass on. */
const readExtras = (members: Map<string, readonly [string, string]>): TraceHeader['extras'] => {
  const extras: (readonly [string, string])[] = [];
  let characters = 0;
  for (const [name, member] of members) {
    if (RESERVED.some((reserved) => reserved === name)) continue;
    characters += member[0].length + member[1].length + 1;
    if (characters > LIMITS.traceHeaderExtraCharacters) break;
    extras.push(member);
  }
  return extras;
};

/**
 * Reads an X-Amzn-Trace-Id header, `key=value` pairs between semicolons. Never throws: what cannot be read is absent.
 * Of an overlong header only the beginning is read.
 */
export const parseTraceHeader = (text: string): TraceHeader => {
  const members = readMembers(text);
  const read = (name: (typeof RESERVED)[number]): string | undefined => members.get(name)?.[1];
  const parent = read('parent');
  const sampled = read('sampled');
  return {
    root: readRoot(read('root')),
    parent: parent !== undefined && isSegmentId(parent) ? lowercase(parent) : undefined,
    sampled: sampled === '1' || sampled === '0' || sampled === '?' ? sampled : undefined,
    self: read('self'),
    lineage: read('lineage'),
    extras: readExtras(members),
  };
};

/** The header as text, in the order AWS writes it; empty for a header that says nothing. */
export const printTraceHeader = (header: Partial<TraceHeader>): string => {
  const members: readonly (readonly [string, string | undefined])[] = [
    ['Self', header.self],
    ['Root', header.root],
    ['Parent', header.parent],
    ['Sampled', header.sampled],
    ['Lineage', header.lineage],
    ...(header.extras ?? []),
  ];
  return members
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${value}`)
    .join(';');
};
