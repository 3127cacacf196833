/** What a local X-Ray has to tell while it runs; counts and causes, never a document. */
export type LocalEvent =
  /** Traces left, because they were older than the retention or because the store was full. */
  | {
      readonly kind: 'traces-removed';
      readonly reason: 'retention' | 'size';
      readonly traces: number;
    }
  /** Traces a killed process had stored but not yet summarised were summarised now. */
  | { readonly kind: 'traces-recovered'; readonly traces: number }
  /** Datagrams that were no packet, or packets whose document was refused; `reason` is a code of a closed set. */
  | { readonly kind: 'packets-rejected'; readonly reason: string; readonly count: number }
  /** Documents that came by UDP could not be stored. */
  | { readonly kind: 'packets-lost'; readonly count: number; readonly error: unknown }
  /** Work in the background failed and will be tried again. */
  | { readonly kind: 'upkeep-failed'; readonly error: unknown }
  /** A request was answered with 500. */
  | { readonly kind: 'request-failed'; readonly operation: string; readonly error: unknown }
  /** The UDP socket reported an error. */
  | { readonly kind: 'udp-failed'; readonly error: unknown }
  /** Others have files in the data folder, so that it was not made 0700. */
  | { readonly kind: 'folder-shared'; readonly path: string };

/** Takes events as they happen. Must not throw. */
export type ReportEvent = (event: LocalEvent) => void;
