import type { XrayctlError } from '../../std/xrayctl-error.ts';
import { mergeStreams } from './merge-streams.ts';
import { asThrown, isHopeless, partialFailureOf } from './read-failure.ts';
import { type Page, readPages } from './read-pages.ts';
import type { ReadWindow } from './split-window.ts';
import { type BackOffPorts, withBackOff } from './with-back-off.ts';

/** A stretch of time that could not be read, and why. */
export interface MissingPart extends ReadWindow {
  readonly reason: string;
}

/** How far a reading of windows has come. */
export interface WindowsProgress {
  /** Windows read to their end. */
  readonly read: number;
  readonly total: number;
  /** Newest first. */
  readonly missing: readonly MissingPart[];
}

export interface WindowsRequest<P extends Page> {
  /** Newest first; each as wide as one call may span. */
  readonly windows: readonly ReadWindow[];
  /** Windows read at the same time; 1 reads them in order. */
  readonly concurrency: number;
  readonly signal?: AbortSignal | undefined;
  readonly fetchPage: (
    window: ReadWindow,
    token: string | undefined,
    signal: AbortSignal,
  ) => Promise<P>;
  /** Where pages come newest first: epoch seconds of the oldest instant this page covers. */
  readonly coveredTo?: (page: P) => number | undefined;
}

export interface WindowPage<P extends Page> {
  /** Index into the windows asked for. */
  readonly index: number;
  readonly page: P;
}

/** Pages as they come, and how far it is; the progress is final once `pages` has ended. */
export interface WindowsReading<P extends Page> {
  readonly pages: AsyncGenerator<WindowPage<P>, void, undefined>;
  readonly progress: () => WindowsProgress;
}

interface Tally {
  read: number;
  pages: number;
  readonly missing: MissingPart[];
  firstFailure: XrayctlError | undefined;
}

const createAbort = (outer: AbortSignal | undefined): AbortController => {
  const controller = new AbortController();
  if (outer?.aborted) controller.abort(outer.reason);
  outer?.addEventListener('abort', () => controller.abort(outer.reason), {
    once: true,
    signal: controller.signal,
  });
  return controller;
};

/**
 * Reads every page of every window, with back-off. A window the other side fails to give becomes a missing part and
 * the others are still read; when none could be read, its failure is thrown. Leaving early ends what is under way.
 */
export const readWindows = <P extends Page>(
  ports: BackOffPorts,
  request: WindowsRequest<P>,
): WindowsReading<P> => {
  const tally: Tally = { read: 0, pages: 0, missing: [], firstFailure: undefined };
  const abort = createAbort(request.signal);

  async function* readWindow(
    window: ReadWindow,
    index: number,
  ): AsyncGenerator<WindowPage<P>, void, undefined> {
    let coveredTo = window.end;
    const fetchPage = (token: string | undefined): Promise<P> =>
      withBackOff(ports, () => request.fetchPage(window, token, abort.signal), abort.signal);
    try {
      for await (const page of readPages(fetchPage)) {
        tally.pages += 1;
        coveredTo = Math.min(coveredTo, request.coveredTo?.(page) ?? coveredTo);
        yield { index, page };
      }
      tally.read += 1;
    } catch (error) {
      // Whatever an aborted request failed with, the reason it was aborted for is what happened.
      if (request.signal?.aborted) throw request.signal.reason;
      const failure = partialFailureOf(error);
      if (failure === undefined) throw asThrown(error);
      if (tally.pages === 0 && isHopeless(failure)) throw failure;
      tally.firstFailure ??= failure;
      tally.missing.push({
        start: window.start,
        end: Math.max(window.start, coveredTo),
        reason: failure.message,
      });
    }
  }

  async function* readAll(): AsyncGenerator<WindowPage<P>, void, undefined> {
    const openers = request.windows.map((window, index) => () => readWindow(window, index));
    try {
      yield* mergeStreams(openers, request.concurrency);
    } finally {
      abort.abort();
    }
    if (tally.firstFailure !== undefined && tally.pages === 0) throw tally.firstFailure;
  }

  return {
    pages: readAll(),
    progress: () => ({
      read: tally.read,
      total: request.windows.length,
      missing: tally.missing.toSorted((a, b) => b.end - a.end),
    }),
  };
};
