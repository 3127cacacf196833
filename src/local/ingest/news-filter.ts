import type { SegmentDocument } from '../../xray/segment.ts';

/**
 * Tells what changes a trace from what does not. X-Ray takes the first complete version of a (sub)segment and ignores
 * what is sent of it later; an unfinished one is replaced by whatever comes next.
 */
export interface NewsFilter {
  /** Those of the documents that change the trace, given all that was asked about before. */
  select(documents: readonly SegmentDocument[]): readonly SegmentDocument[];
}

export const createNewsFilter = (): NewsFilter => {
  const complete = new Set<string>();
  const isNews = (document: SegmentDocument): boolean => {
    if (complete.has(document.id)) return false;
    if (document.in_progress !== true) complete.add(document.id);
    return true;
  };
  return { select: (documents) => documents.filter(isNews) };
};
