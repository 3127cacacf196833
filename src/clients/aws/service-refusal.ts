/** An answer as the SDK's HTTP handler hands it over. */
export interface WireResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: AsyncIterable<Uint8Array>;
}

/** X-Ray (or what stands in its place) did not do what was asked. Members starting with `$` are read by the SDK's retries. */
export class ServiceRefusal extends Error {
  readonly $fault: 'client' | 'server';
  readonly $metadata: { readonly httpStatusCode: number; readonly requestId: string | undefined };

  constructor(name: string, message: string, response: WireResponse, cause?: unknown) {
    super(message, { cause });
    const { statusCode, headers } = response;
    this.name = name;
    this.$fault = statusCode >= 500 ? 'server' : 'client';
    this.$metadata = {
      httpStatusCode: statusCode,
      requestId: headers['x-amzn-requestid'] ?? headers['x-amzn-request-id'],
    };
  }
}

/** The name of an answer that is not X-Ray's JSON: another server stands at that address. */
export const NOT_XRAY = 'NotXRay';

/** The name of an answer that is too large to be taken in. */
export const TOO_LARGE = 'TooLargeAnswer';

/** `InvalidRequestException:http://...` and `com.amazonaws.xray#InvalidRequestException` -> the bare name. */
const bareName = (name: string): string => name.split(':')[0]?.split('#').at(-1) ?? name;

const membersOf = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const parsed: unknown = JSON.parse(text === '' ? '{}' : text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
  } catch {
    return undefined;
  }
};

const firstText = (
  members: Readonly<Record<string, unknown>> | undefined,
  names: readonly string[],
): string | undefined => {
  const found = names.map((name) => members?.[name]).find((value) => typeof value === 'string');
  return typeof found === 'string' && found !== '' ? found : undefined;
};

/** What shows that an answer is not X-Ray's, when nothing more is known of it. */
const statusOf = ({ statusCode, headers }: WireResponse): string => {
  const to = headers['location'];
  const redirected = statusCode >= 300 && statusCode < 400 && to !== undefined;
  return `HTTP status ${statusCode}${redirected ? `, a redirect to ${to}, which is not followed` : ''}`;
};

/** An answer that is not X-Ray's; `why` is what shows it. */
export const notXRay = (
  response: WireResponse,
  { why, cause }: { readonly why?: string; readonly cause?: unknown } = {},
): ServiceRefusal => new ServiceRefusal(NOT_XRAY, why ?? statusOf(response), response, cause);

/** The refusal in an answer of `text`: its name from the header or the body, its words from the body. */
export const refusalFrom = (response: WireResponse, text: string): ServiceRefusal => {
  const members = membersOf(text);
  const name = response.headers['x-amzn-errortype'] ?? firstText(members, ['__type', 'code']);
  const isRedirect = response.statusCode < 400;
  if (name === undefined && (members === undefined || isRedirect)) return notXRay(response);
  const message = firstText(members, ['message', 'Message']);
  return new ServiceRefusal(
    bareName(name ?? 'UnknownError'),
    message ?? `HTTP status ${response.statusCode}`,
    response,
  );
};
