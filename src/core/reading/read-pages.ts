import { XrayctlError } from '../../std/xrayctl-error.ts';

/** An answer that may not be the last: `NextToken` asks for the next. Live X-Ray sends null where there is none. */
export interface Page {
  readonly NextToken?: string | null;
}

/**
 * Every page of one request, in order. A page may be empty and still carry a token. A token that comes twice would
 * go on for ever, so it is an error.
 */
export async function* readPages<P extends Page>(
  fetchPage: (token: string | undefined) => Promise<P>,
): AsyncGenerator<P, void, undefined> {
  const seen = new Set<string>();
  for (let token: string | undefined; ; ) {
    const page = await fetchPage(token);
    yield page;
    if (!page.NextToken) return;
    token = page.NextToken;
    if (seen.has(token)) {
      throw new XrayctlError(
        'remote',
        'X-Ray gave the same paging token twice: its pages never end',
        {
          remedy: 'Try again, or a narrower window.',
        },
      );
    }
    seen.add(token);
  }
}
