import type { GetTraceSummariesInput } from '../../xray/api/traces.ts';
import { invalidRequest } from '../invalid-request.ts';

/** Which part of the traces a listing looks at. */
export type SummarySampling =
  | { readonly kind: 'all' }
  /** The newest so many. */
  | { readonly kind: 'partial' }
  /** This share of them, 0 to 1. */
  | { readonly kind: 'rate'; readonly rate: number };

type Request = Pick<GetTraceSummariesInput, 'Sampling' | 'SamplingStrategy' | 'TimeRangeType'>;

/** What a request says of sampling; a strategy counts only where `Sampling` is true. In the service's words if wrong. */
export const readSampling = (request: Request): SummarySampling => {
  const { Sampling, SamplingStrategy: { Name, Value } = {}, TimeRangeType = 'TraceId' } = request;
  if (Sampling !== true) return { kind: 'all' };
  if (Name !== 'FixedRate') return { kind: 'partial' };
  if (Value === undefined || !(Value >= 0 && Value <= 1)) {
    throw invalidRequest('sampling rate must be specified and its value must be between [0, 1]');
  }
  if (TimeRangeType === 'TraceId') {
    throw invalidRequest(
      'Cannot use FixedRate with input time range type: TraceId. Please try using time range type: Event',
    );
  }
  return { kind: 'rate', rate: Value };
};

/** FNV-1a, 32 bits: gives a trace the same place in every query. */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const HASHES = 2 ** 32;

/** The finalizer of MurmurHash3: without it ids that differ in their last digits alone would stay close together. */
const mix = (hash: number): number => {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

const hashOf = (text: string): number => {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  }
  return mix(hash);
};

/** Whether a trace belongs to the sample: always the same ones, so that pages and repeated queries agree. */
export const isSampled = (traceId: string, sampling: SummarySampling): boolean =>
  sampling.kind !== 'rate' || hashOf(traceId) < sampling.rate * HASHES;
