import type { InputOf, OperationName } from '../xray/api/operations.ts';
import { ADMIN_SHAPES } from './validation/admin-shapes.ts';
import { createProblems } from './validation/problems.ts';
import { readShape } from './validation/read-shape.ts';
import { SAMPLING_SHAPES } from './validation/sampling-shapes.ts';
import type { StructureShape } from './validation/shape.ts';
import { TRACE_SHAPES } from './validation/trace-shapes.ts';

const INPUT_SHAPES: Readonly<Record<OperationName, StructureShape>> = {
  ...TRACE_SHAPES,
  ...SAMPLING_SHAPES,
  ...ADMIN_SHAPES,
};

/**
 * A request's JSON as the operation's input, as AWS front ends take it: members it does not know are ignored and null is
 * absent; no body at all is an empty one. Throws ApiError: SerializationException for a value of the wrong type,
 * ValidationException for what is missing, too long, too short or out of range, all of it at once.
 */
export const validateInput = <O extends OperationName>(operation: O, json: unknown): InputOf<O> => {
  const problems = createProblems();
  const input = readShape(INPUT_SHAPES[operation], json ?? {}, '', problems);
  problems.throwIfAny();
  return input as InputOf<O>;
};
