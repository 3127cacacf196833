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

/** The name of an answer that is no JSON: whoever answered is not X-Ray. */
export const NOT_XRAY = 'NotXRay';

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

/** An answer that is not X-Ray's: another server stands at that address. */
export const notXRay = (response: WireResponse, cause?: unknown): ServiceRefusal =>
  new ServiceRefusal(NOT_XRAY, `HTTP status ${response.statusCode}`, response, cause);

/** The refusal in an answer of `text`: its name from the header or the body, its words from the body. */
export const refusalFrom = (response: WireResponse, text: string): ServiceRefusal => {
  const members = membersOf(text);
  const name = response.headers['x-amzn-errortype'] ?? firstText(members, ['__type', 'code']);
  if (name === undefined && members === undefined) return notXRay(response);
  const message = firstText(members, ['message', 'Message']);
  return new ServiceRefusal(
    bareName(name ?? 'UnknownError'),
    message ?? `HTTP status ${response.statusCode}`,
    response,
  );
};
