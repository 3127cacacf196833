import type { SegmentDocument } from '../../xray/segment.ts';

/** Whether a document is the segment that began the request. */
export const isRoot = ({ type, parent_id: parentId }: SegmentDocument): boolean =>
  type !== 'subsegment' && parentId === undefined;
