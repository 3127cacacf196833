/** One HTTP request to a service under test. */
export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly timeoutMs: number;
}

export interface HttpResponse {
  readonly status: number;
  /** First bytes of the body as UTF-8; the rest is read and let go. */
  readonly body: string;
}

/** Sends requests to services under test (never to AWS: that is XRayApi). Rejects with an XrayctlError (remote) when no answer came. */
export interface Http {
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>;
}
