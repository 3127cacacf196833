import type { Context } from '../../cli/context.ts';
import { mapAwsShape } from '../../render/json/aws-shape.ts';
import { jsonPieces } from '../../render/json/json-pieces.ts';
import { outJson } from './out-json.ts';
import { outPieces } from './out-pieces.ts';

/** Writes an answer of X-Ray in the shape `aws xray` prints it, or what --query finds in that. */
export const outAwsJson = async (
  context: Context,
  answer: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const document = mapAwsShape(answer) as Readonly<Record<string, unknown>>;
  if (context.query !== undefined) await outJson(context, document);
  else await outPieces(context, jsonPieces(document, context.style));
};
