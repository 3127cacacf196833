import type { XRayApi } from '../../ports/xray-api.ts';
import type {
  GetServiceGraphInput,
  GetServiceGraphOutput,
  GetTraceGraphOutput,
  Service,
} from '../../xray/api/graph.ts';
import type { TraceId } from '../../xray/ids.ts';
import { asThrown } from '../reading/read-failure.ts';
import { readPages } from '../reading/read-pages.ts';
import { type MissingPart, readWindows } from '../reading/read-windows.ts';
import { type ReadWindow, splitWindow } from '../reading/split-window.ts';
import { type BackOffPorts, withBackOff } from '../reading/with-back-off.ts';
import { mergeGraphs } from './merge-graphs.ts';

const CONCURRENCY = 4;

/** What reading the map of a window takes. */
export interface ServiceMapPorts extends BackOffPorts {
  readonly xray: Pick<XRayApi, 'getServiceGraph'>;
}

export interface ServiceMapRequest {
  readonly window: ReadWindow;
  /** Only traces this group's filter matches. */
  readonly group?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A service graph of a whole window, and what of it could not be read. */
export interface ServiceMap {
  readonly services: readonly Service[];
  /** The extent of the data, epoch seconds; undefined when there is none. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  /** True when the group's filter changed within the window: older traces were grouped by the old one. */
  readonly containsOldGroupVersions: boolean;
  readonly windows: { readonly read: number; readonly total: number };
  readonly missing: readonly MissingPart[];
}

const requestFor = (
  request: ServiceMapRequest,
  window: ReadWindow,
  token: string | undefined,
): GetServiceGraphInput => ({
  StartTime: window.start,
  EndTime: window.end,
  ...(request.group === undefined ? {} : { GroupName: request.group }),
  ...(token === undefined ? {} : { NextToken: token }),
});

/** The outermost of what the pages say; undefined when none says anything. */
const outermost = (
  pages: readonly GetServiceGraphOutput[],
  member: 'StartTime' | 'EndTime',
  pick: (one: number, other: number) => number,
): number | undefined =>
  pages.reduce<number | undefined>((found, page) => {
    const time = page[member] ?? undefined;
    return found === undefined || time === undefined ? (found ?? time) : pick(found, time);
  }, undefined);

/**
 * The service graph of a window: windows wider than six hours split, read side by side and merged by node identity.
 * What could not be read is in `missing`, unless nothing could: then the failure is thrown.
 */
export const readServiceMap = async (
  ports: ServiceMapPorts,
  request: ServiceMapRequest,
): Promise<ServiceMap> => {
  const windows = splitWindow(request.window);
  const pagesOfWindow = windows.map((): GetServiceGraphOutput[] => []);
  const reading = readWindows<GetServiceGraphOutput>(ports, {
    windows,
    concurrency: CONCURRENCY,
    signal: request.signal,
    fetchPage: (window, token, signal) =>
      ports.xray.getServiceGraph(requestFor(request, window, token), signal),
  });
  for await (const { index, page } of reading.pages) pagesOfWindow[index]?.push(page);
  const pages = pagesOfWindow.flat();
  const { read, total, missing } = reading.progress();
  return {
    services: mergeGraphs(
      pagesOfWindow.map((answers) => answers.flatMap((page) => page.Services ?? [])),
    ),
    start: outermost(pages, 'StartTime', Math.min),
    end: outermost(pages, 'EndTime', Math.max),
    containsOldGroupVersions: pages.some((page) => page.ContainsOldGroupVersions === true),
    windows: { read, total },
    missing,
  };
};

/** What reading the map of one trace takes. */
export interface TraceMapPorts extends BackOffPorts {
  readonly xray: Pick<XRayApi, 'getTraceGraph'>;
}

/** X-Ray refuses an id it does not know with "Trace id not found". [live] */
const isNotFound = (error: unknown): boolean =>
  error instanceof Error && /trace id not found/i.test(error.message);

/** The service graph of one trace; no services when X-Ray does not know the trace. */
export const readTraceMap = async (
  ports: TraceMapPorts,
  request: { readonly id: TraceId; readonly signal?: AbortSignal | undefined },
): Promise<readonly Service[]> => {
  const services: Service[] = [];
  const fetchPage = (token: string | undefined): Promise<GetTraceGraphOutput> =>
    withBackOff(
      ports,
      () =>
        ports.xray.getTraceGraph(
          { TraceIds: [request.id], ...(token === undefined ? {} : { NextToken: token }) },
          request.signal,
        ),
      request.signal,
    );
  try {
    for await (const page of readPages(fetchPage)) services.push(...(page.Services ?? []));
  } catch (error) {
    if (request.signal?.aborted) throw request.signal.reason;
    if (isNotFound(error)) return [];
    throw asThrown(error);
  }
  return services;
};
