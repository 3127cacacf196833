import type { SegmentDocument } from '../../xray/segment.ts';

/** A document that did not get through, and why. */
export interface UnsentDocument {
  /** The document's own id, where it is known. */
  readonly id: string | null;
  readonly code: string;
  readonly message: string;
}

/** What came of sending. */
export interface SendOutcome {
  readonly sent: readonly SegmentDocument[];
  readonly unprocessed: readonly UnsentDocument[];
}
