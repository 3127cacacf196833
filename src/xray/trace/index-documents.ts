import type { SegmentDocument, TraceEntity } from '../segment.ts';
import type { TraceProblem } from '../trace.ts';
import {
  type DraftNode,
  describeNode,
  isOpen,
  makeDraftNode,
  type Placing,
  replaceEntity,
} from './draft-node.ts';

const describeDuplicate = (kept: DraftNode, { entity, kind }: Placing): string => {
  const isSame = kept.kind === kind && kept.name === entity.name;
  return isSame
    ? `${kind} ${describeNode(entity)} arrived complete more than once; the first is kept`
    : `${kind} ${describeNode(entity)} has the id of ${kept.kind} "${kept.name}"; the first is kept`;
};

/**
 * Takes one entity into the index. X-Ray keeps the first complete document of an id; until there is one the latest
 * in-progress document counts, and one that comes late is nothing to report.
 */
const placeEntity = (
  index: Map<string, DraftNode>,
  placing: Placing,
  isDocument: boolean,
): TraceProblem | undefined => {
  const { entity, kind, parentId } = placing;
  const known = index.get(entity.id);
  if (known === undefined) {
    index.set(entity.id, makeDraftNode(placing));
    return undefined;
  }
  if (known.kind === kind) {
    if (known.end === undefined) {
      replaceEntity(known, placing);
      return undefined;
    }
    if (isOpen(entity)) return undefined;
  }
  // A document sent again brings all it nests again: that is one duplicate, not one for each.
  if (!isDocument && known.kind === kind && known.parentId === parentId) return undefined;
  return { kind: 'duplicate', id: entity.id, message: describeDuplicate(known, placing) };
};

/**
 * Every segment and subsegment of the documents by its id, nested ones included: like X-Ray, which stores each by
 * itself, so that it makes no difference whether a subsegment came nested or alone.
 */
export const indexDocuments = (
  documents: readonly SegmentDocument[],
  problems: TraceProblem[],
): Map<string, DraftNode> => {
  const index = new Map<string, DraftNode>();
  const place = (placing: Placing, isDocument: boolean): void => {
    const problem = placeEntity(index, placing, isDocument);
    if (problem !== undefined) problems.push(problem);
  };
  for (const document of documents) {
    const kind = document.type === 'subsegment' ? 'subsegment' : 'segment';
    place({ entity: document, kind, parentId: document.parent_id }, true);
    const pending: TraceEntity[] = [document];
    for (let at = 0; at < pending.length; at += 1) {
      const enclosing = pending[at];
      for (const entity of enclosing?.subsegments ?? []) {
        place({ entity, kind: 'subsegment', parentId: enclosing?.id }, false);
        pending.push(entity);
      }
    }
  }
  return index;
};
