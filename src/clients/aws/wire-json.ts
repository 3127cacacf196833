import type { XRayClient } from '@aws-sdk/client-xray';
import { OPERATION_PATHS } from '../../xray/api/operations.ts';
import { RETRIEVAL_PATHS } from '../../xray/api/retrieval.ts';
import { ANSWER_SHAPES } from './answer-shapes.ts';
import { problemIn } from './check-shape.ts';
import {
  notXRay,
  refusalFrom,
  ServiceRefusal,
  TOO_LARGE,
  type WireResponse,
} from './service-refusal.ts';

interface WireEndpoint {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
}

interface SerializeContext {
  readonly endpoint: () => Promise<WireEndpoint>;
}

/** What the SDK says of an operation; `name` is all that is needed here. */
interface OperationSchema {
  readonly name: string;
}

const PATHS: Readonly<Record<string, string>> = { ...OPERATION_PATHS, ...RETRIEVAL_PATHS };

const pathOf = (operation: string): string => {
  const path = PATHS[operation];
  if (path === undefined) throw new Error(`X-Ray's ${operation} has no known path`);
  return path;
};

const serializeRequest = async (
  { name }: OperationSchema,
  input: object,
  context: SerializeContext,
) => {
  const { protocol, hostname, port, path } = await context.endpoint();
  return {
    method: 'POST',
    protocol,
    hostname,
    ...(port === undefined ? {} : { port }),
    path: `${path.replace(/\/$/, '')}${pathOf(name)}`,
    query: {},
    headers: { 'content-type': 'application/json' } as Record<string, string>,
    body: JSON.stringify(input),
  };
};

/** The longest text a string can be, and so the largest answer that can be read. [V8, 64 bit: 2^29 - 24] */
const MAX_ANSWER_BYTES = 2 ** 29 - 24;

const readText = async (response: WireResponse): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) {
      throw new ServiceRefusal(TOO_LARGE, `more than ${MAX_ANSWER_BYTES} bytes`, response);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

/** Absent members come as explicit nulls from AWS, and as nothing from others: here they are undefined. */
const dropNulls = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  const members = value as Record<string, unknown>;
  for (const name of Object.keys(members)) {
    if (members[name] === null) members[name] = undefined;
    else dropNulls(members[name]);
  }
};

const parseAnswer = (response: WireResponse, text: string): object => {
  try {
    const answer: unknown = JSON.parse(text === '' ? '{}' : text);
    dropNulls(answer);
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) return answer;
  } catch (cause) {
    throw notXRay(response, { cause });
  }
  throw notXRay(response);
};

/** Any JSON server answers with some object: only one that looks as X-Ray's is "nothing found" and not a wrong address. */
const checkAnswer = (operation: string, answer: object, response: WireResponse): void => {
  const shape = ANSWER_SHAPES.get(operation);
  if (shape === undefined) return;
  const { always, members } = shape;
  if (always !== undefined && !(always in answer)) {
    throw notXRay(response, { why: `there is no ${always} in it` });
  }
  const problem = problemIn(answer, members);
  if (problem !== undefined) throw notXRay(response, { why: problem.replace(/^[.]/, '') });
};

const deserializeResponse = async (
  { name }: OperationSchema,
  _context: unknown,
  response: WireResponse,
): Promise<unknown> => {
  const text = await readText(response);
  if (response.statusCode >= 300) throw refusalFrom(response, text);
  const answer = parseAnswer(response, text);
  checkAnswer(name, answer, response);
  // The SDK notes its attempts in $metadata, which must be there.
  return { ...answer, $metadata: {} };
};

/**
 * Makes a client speak X-Ray's JSON as it is on the wire: times stay epoch seconds, and members newer than the SDK's
 * model survive, where the SDK's own serializer makes Dates of the one and drops the other. It is also five times
 * cheaper. Signing, endpoints, credentials and retries stay the SDK's.
 */
export const speakWireJson = (client: XRayClient): void => {
  Object.assign(client.config.protocol, { serializeRequest, deserializeResponse });
};
