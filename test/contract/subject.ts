import { expect } from 'vitest';
import type { XRayApi } from '../../src/ports/xray-api.ts';
import type { SegmentDocument } from '../../src/xray/segment.ts';

/** An X-Ray that nobody else writes to, empty when the suite begins. */
export interface XRaySubject {
  readonly api: XRayApi;
  /** Epoch milliseconds, as this X-Ray sees it. */
  readonly nowMs: () => number;
  /** Lets time pass. */
  readonly advance: (ms: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** The X-Ray under test; there is none before the suite begins. */
export type GetSubject = () => XRaySubject;

/** A stretch of time that belongs to one test: whatever it puts there, no other test finds. */
export interface Slot {
  /** Whole epoch seconds, of the middle. */
  readonly start: number;
  readonly window: { readonly StartTime: number; readonly EndTime: number };
}

const SLOT_SECONDS = 600;
let slots = 0;

/** The next free slot, before all others. */
export const takeSlot = ({ nowMs }: XRaySubject): Slot => {
  slots += 1;
  const start = Math.floor(nowMs() / 1_000) - slots * SLOT_SECONDS;
  return { start, window: { StartTime: start - 60, EndTime: start + 60 } };
};

let made = 0;

/** A number of so many hex digits that no other call gives. */
const nextHex = (digits: number): string => {
  made += 1;
  return made.toString(16).padStart(digits, '0');
};

/** A new trace id that says when its trace began. */
export const makeTraceId = (start: number): string =>
  `1-${Math.floor(start).toString(16).padStart(8, '0')}-${nextHex(24)}`;

/** A new (sub)segment id. */
export const makeId = (): string => nextHex(16);

/** Puts documents; all of them are to be accepted. */
export const putAll = async (
  { api }: XRaySubject,
  ...documents: readonly SegmentDocument[]
): Promise<void> => {
  for (let at = 0; at < documents.length; at += 50) {
    const texts = documents.slice(at, at + 50).map((document) => JSON.stringify(document));
    const answer = await api.putTraceSegments({ TraceSegmentDocuments: texts });
    expect(answer.UnprocessedTraceSegments).toEqual([]);
  }
};

/** Name and words of the refusal X-Ray gave, however it came; `accepted` when there was none. */
export const refusalOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const refusal = error.cause instanceof Error ? error.cause : error;
    return `${refusal.name}: ${refusal.message}`;
  }
  return 'accepted';
};
