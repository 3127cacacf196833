import { failure, type Result, success } from '../std/result.ts';
import { ENTITY_SHAPE } from './document/entity-shape.ts';
import { findDocumentFault, findNestedFault } from './document/find-fault.ts';
import { isJsonObject, type JsonObject } from './document/json-object.ts';
import { exceedsBytes, exceedsDepth } from './document/measure-text.ts';
import { mendMembers } from './document/mend.ts';
import { LIMITS } from './limits.ts';
import type { SegmentDocument } from './segment.ts';
import { makeSegmentProblem, type RefusedKind, type SegmentProblem } from './segment-problem.ts';

const BEGINS_AS_OBJECT = /^\s*\{/;

const idOf = (entity: JsonObject): string | null => {
  const { id } = entity;
  return typeof id === 'string' ? id : null;
};

const kindOf = ({ type }: JsonObject): RefusedKind => {
  if (type === 'subsegment') return 'subsegment';
  const isSegment = type === undefined || type === null || type === '' || type === 'segment';
  return isSegment ? 'segment' : 'entity';
};

/** Checks and mends all that is nested in an entity, level by level and without recursion. */
const readNested = (root: JsonObject): SegmentProblem | undefined => {
  const pending = [root];
  for (let at = 0; at < pending.length; at += 1) {
    const nested = pending[at]?.['subsegments'];
    if (!Array.isArray(nested)) continue;
    for (const value of nested as readonly unknown[]) {
      if (!isJsonObject(value)) return makeSegmentProblem(idOf(root), 'entity', 'ParseError');
      const fault = findNestedFault(value);
      if (fault !== undefined) return makeSegmentProblem(idOf(root), 'subsegment', fault);
      mendMembers(value, ENTITY_SHAPE);
      pending.push(value);
    }
  }
  return undefined;
};

const readEntity = (value: unknown): Result<SegmentDocument, SegmentProblem> => {
  if (!isJsonObject(value)) return failure(makeSegmentProblem(null, 'entity', 'ParseError'));
  const kind = kindOf(value);
  if (kind === 'entity') return failure(makeSegmentProblem(idOf(value), kind, 'UnknownType'));
  const fault = findDocumentFault(value, kind);
  if (fault !== undefined) return failure(makeSegmentProblem(idOf(value), kind, fault));
  const nestedProblem = readNested(value);
  if (nestedProblem !== undefined) return failure(nestedProblem);
  mendMembers(value, ENTITY_SHAPE);
  // Every member that the type names has been checked or mended by now.
  return success(value as unknown as SegmentDocument);
};

/**
 * Reads one document that is already JSON: an object, or an array of them (X-Ray's way of sending several subsegments
 * as one document; one that is refused refuses them all). Judges as {@link parseDocument}, sizes and depth excepted.
 *
 * The value is mended in place, not copied: give up your own hold on it.
 */
export const readDocument = (
  value: unknown,
): Result<readonly SegmentDocument[], SegmentProblem> => {
  if (!Array.isArray(value)) {
    const entity = readEntity(value);
    return entity.ok ? success([entity.value]) : entity;
  }
  if (value.length === 0) return failure(makeSegmentProblem(null, 'entity', 'ParseError'));
  const documents: SegmentDocument[] = [];
  for (const element of value as readonly unknown[]) {
    const entity = readEntity(element);
    if (!entity.ok) return entity;
    documents.push(entity.value);
  }
  return success(documents);
};

/**
 * Reads the text of one document of PutTraceSegments as X-Ray does: with its error codes, its words, and its order of
 * checks. Never throws.
 *
 * Refused: what lacks the required members of 1.2 and 1.3 of the schema, at any level of nesting; over 64 KB
 * (`InvalidSegment`); more than {@link LIMITS.documentDepth} levels of JSON, which is half as many levels of subsegments
 * (`ParseError`). A time that is no number, not finite, negative or beyond the calendar counts as absent.
 *
 * Mended, because X-Ray takes it: names over 200 characters are cut; ids become lowercase; numbers written as strings
 * in `http` become numbers; optional members of the wrong type are dropped, alone. Unknown members stay.
 */
export const parseDocument = (text: string): Result<readonly SegmentDocument[], SegmentProblem> => {
  if (exceedsBytes(text, LIMITS.documentBytes)) {
    return failure(makeSegmentProblem(null, 'segment', 'InvalidSegment'));
  }
  const kind = BEGINS_AS_OBJECT.test(text) ? 'segment' : 'entity';
  if (exceedsDepth(text, LIMITS.documentDepth)) {
    return failure(makeSegmentProblem(null, kind, 'ParseError'));
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return failure(makeSegmentProblem(null, kind, 'ParseError'));
  }
  return readDocument(value);
};
