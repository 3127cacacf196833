import type { TraceEntity } from '../segment.ts';
import type { TraceNode } from '../trace.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A {@link TraceNode} while its trace is being built. */
export interface DraftNode extends Writable<Omit<TraceNode, 'parent' | 'children'>> {
  parent: DraftNode | undefined;
  children: DraftNode[];
  /** What the document says, whether or not it arrived: `parent_id`, or the id of the enclosing entity. */
  parentId: string | undefined;
  /** What the stages before ordering have found out about the node; ordering looks at `folded` alone. */
  mark: 'new' | 'walking' | 'sound' | 'folded';
}

/** What an entity's own text says of its place and its time. */
export interface Placing {
  readonly entity: TraceEntity;
  readonly kind: 'segment' | 'subsegment';
  readonly parentId: string | undefined;
}

/** Whether an entity has not ended. */
export const isOpen = (entity: TraceEntity): boolean =>
  entity.in_progress === true || entity.end_time === undefined;

/** The end a node is drawn and computed with: never before its start, undefined while in progress. */
const endOf = (entity: TraceEntity): number | undefined =>
  isOpen(entity) ? undefined : Math.max(entity.start_time, entity.end_time ?? 0);

/** A node that knows its document, and nothing yet of the others. */
export const makeDraftNode = ({ entity, kind, parentId }: Placing): DraftNode => ({
  id: entity.id,
  kind,
  name: entity.name,
  segment: undefined,
  service: entity.name,
  entity,
  inferred: undefined,
  parent: undefined,
  children: [],
  depth: 0,
  start: entity.start_time,
  end: endOf(entity),
  orphan: false,
  skewed: false,
  parentId,
  mark: 'new',
});

/** Puts a later document of the same (sub)segment in the place of an earlier one. */
export const replaceEntity = (node: DraftNode, { entity, parentId }: Placing): void => {
  node.name = entity.name;
  node.service = entity.name;
  node.entity = entity;
  node.start = entity.start_time;
  node.end = endOf(entity);
  node.parentId = parentId;
};

/** How messages about a node call it. */
export const describeNode = ({ name, id }: Pick<TraceNode, 'name' | 'id'>): string =>
  `"${name}" (${id})`;
