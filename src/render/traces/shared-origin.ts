const ORIGIN = /^https?:\/\/[^/?#]+(?=\/)/i;

/**
 * Scheme and host that all these URLs begin with, `http://127.0.0.1:3000`: said once, each needs less room. Undefined
 * where they differ, where one of them is no URL or has no path, and where there are none.
 */
export const sharedOrigin = (urls: readonly (string | undefined)[]): string | undefined => {
  const origins = new Set(
    urls.filter((url) => url !== undefined).map((url) => ORIGIN.exec(url)?.[0]),
  );
  const [origin] = origins;
  return origins.size === 1 ? origin : undefined;
};
