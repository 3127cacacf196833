import { XrayctlError } from '../../std/xrayctl-error.ts';
import { ApiError } from '../../xray/api/api-error.ts';
import { kindOfApiError } from '../../xray/api/api-error-kind.ts';

/** Names and codes under which "later, please" and "not my fault" come; the rest would fail again. */
const TRANSIENT_NAMES =
  /^(?:Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|ServiceUnavailable|InternalFailure|InternalServer|RequestTimeout)/;
const TRANSIENT_CODES: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE']);
const UNREACHABLE_CODES: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
]);

/** The error and what it was made of, outermost first. */
const causesOf = (error: unknown): readonly object[] => {
  const chain: object[] = [];
  for (let one = error; typeof one === 'object' && one !== null && !chain.includes(one); ) {
    chain.push(one);
    one = 'cause' in one ? one.cause : undefined;
  }
  return chain;
};

const statusOf = (error: object): unknown => {
  if (!('$metadata' in error)) return undefined;
  const { $metadata } = error as { $metadata?: { httpStatusCode?: unknown } };
  return $metadata?.httpStatusCode;
};

const looksTransient = (error: object): boolean => {
  const status = statusOf(error);
  if (typeof status === 'number') return status === 429 || status >= 500;
  if ('name' in error && TRANSIENT_NAMES.test(String(error.name))) return true;
  return 'code' in error && TRANSIENT_CODES.has(error.code);
};

/** True when the same request may well succeed a little later: throttled, a server error, a connection that broke off. */
export const isTransient = (error: unknown): boolean => causesOf(error).some(looksTransient);

const isUnreachable = (error: unknown): boolean =>
  causesOf(error).some(
    (one) =>
      ('code' in one && UNREACHABLE_CODES.has(one.code)) ||
      // The SDK's name for a connection or an answer that did not come; it has tried again by itself.
      ('name' in one && one.name === 'TimeoutError'),
  );

/** A refusal X-Ray gives in process, which no client has put into words, as an error of ours; any other as it is. */
export const asThrown = (error: unknown): unknown =>
  error instanceof ApiError
    ? new XrayctlError(kindOfApiError(error.name) ?? 'remote', error.message, { cause: error })
    : error;

/**
 * The failure of one read among many as something the rest of the result can do without: the other side failed or
 * refused. Undefined when no result should be given: our deadline, an interruption, missing rights, a bug.
 */
export const partialFailureOf = (error: unknown): XrayctlError | undefined => {
  const failure = asThrown(error);
  if (!(failure instanceof XrayctlError)) return undefined;
  return failure.kind === 'remote' || failure.kind === 'usage' ? failure : undefined;
};

/** True for a failure that every other read of the same kind would meet too: nobody there, or a wrong request. */
export const isHopeless = (failure: XrayctlError): boolean =>
  failure.kind === 'usage' || isUnreachable(failure);
