import type { Random } from '../../ports/random.ts';
import type { XRayApi } from '../../ports/xray-api.ts';
import { uncapitalize } from '../../std/uncapitalize.ts';
import { API_ERROR_STATUS, ApiError } from '../../xray/api/api-error.ts';
import { OPERATION_PATHS, type OperationName } from '../../xray/api/operations.ts';
import type { ReportEvent } from '../local-event.ts';
import type { ByteBudget, ByteShare } from './byte-budget.ts';
import { isOwnHost, type OwnNames } from './judge-origin.ts';
import { readBody } from './read-body.ts';

/** A request as it came, headers in lower case. */
export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: AsyncIterable<Uint8Array>;
  readonly own: OwnNames;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface AnswerPorts {
  readonly api: XRayApi;
  readonly random: Random;
  readonly report: ReportEvent;
  /** For the bodies of all requests in hand. */
  readonly bodies: ByteBudget;
}

/** Answers one request; never rejects. */
export type AnswerRequest = (request: Request) => Promise<Answer>;

type Method = (input: unknown) => Promise<unknown>;

interface Operation {
  readonly name: string;
  readonly method: Method;
}

/** The methods check their input themselves, so that any JSON may be given to them. */
const operationsByPath = (api: XRayApi): ReadonlyMap<string, Operation> =>
  new Map(
    (Object.keys(OPERATION_PATHS) as OperationName[]).map((name) => [
      OPERATION_PATHS[name],
      { name, method: api[uncapitalize(name)] as Method },
    ]),
  );

/** A page of the web must not reach what is on this machine: browsers mark what they send for one. */
const checkSender = ({ headers, own }: Request): void => {
  if (headers['origin'] !== undefined) {
    throw new ApiError(
      'AccessDeniedException',
      'Requests from web pages (with an Origin) are refused',
    );
  }
  if (!isOwnHost(headers['host'], own)) {
    throw new ApiError('AccessDeniedException', 'The Host of the request is not this server');
  }
};

const HEALTH_PATH = '/healthz';
const isHealthCheck = ({ method, path }: Request): boolean =>
  path === HEALTH_PATH && (method === 'GET' || method === 'HEAD');

const describeError = (error: ApiError): Answer => ({
  status: API_ERROR_STATUS[error.name],
  headers: { 'x-amzn-errortype': error.name },
  body: JSON.stringify({ Message: error.message, ResourceName: error.resourceName }),
});

/** As the service answers when it is at fault: without a word about what went wrong inside. */
const INTERNAL_FAILURE = {
  status: 500,
  headers: { 'x-amzn-errortype': 'InternalFailure' },
  body: '{"message":null}',
} as const;

/** Random bytes of a request id that tell this process from others; the rest counts its requests. */
const REQUEST_ID_RANDOM_BYTES = 10;
const REQUEST_ID_COUNT_DIGITS = 12;

/** Request ids in the form AWS writes them, a UUID's: chance once, for asking the system each time costs 20 µs. */
const createRequestIds = (random: Random): (() => string) => {
  const digits = random.hex(REQUEST_ID_RANDOM_BYTES);
  const groups = [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16)];
  let count = 0;
  return () => {
    count += 1;
    return [...groups, count.toString(16).padStart(REQUEST_ID_COUNT_DIGITS, '0')].join('-');
  };
};

/** The X-Ray API as AWS speaks it over HTTP: rest-json, every operation a POST. Credentials are neither asked nor read. */
export const createAnswerer = ({ api, random, report, bodies }: AnswerPorts): AnswerRequest => {
  const operations = operationsByPath(api);
  const makeRequestId = createRequestIds(random);

  const perform = async (
    { name, method }: Operation,
    { headers, body }: Request,
    share: ByteShare,
  ): Promise<Answer> => {
    const contentLength = headers['content-length'];
    const contentEncoding = headers['content-encoding'];
    const input = await readBody(body, { contentLength, contentEncoding }, share);
    try {
      return { status: 200, headers: {}, body: JSON.stringify(await method(input)) };
    } catch (error) {
      if (error instanceof ApiError) throw error;
      report({ kind: 'request-failed', operation: name, error });
      return INTERNAL_FAILURE;
    }
  };

  const answer = async (request: Request): Promise<Answer> => {
    checkSender(request);
    if (isHealthCheck(request)) return { status: 200, headers: {}, body: '{"status":"ok"}' };
    const operation = request.method === 'POST' ? operations.get(request.path) : undefined;
    if (operation === undefined) {
      throw new ApiError('UnknownOperationException', 'The requested operation is not recognized');
    }
    const share = bodies.open();
    try {
      return await perform(operation, request, share);
    } finally {
      share.release();
    }
  };

  return async (request) => {
    const { status, headers, body } = await answer(request).catch((error: unknown) =>
      error instanceof ApiError ? describeError(error) : INTERNAL_FAILURE,
    );
    return {
      status,
      headers: {
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'x-amzn-requestid': makeRequestId(),
        ...headers,
      },
      body,
    };
  };
};
