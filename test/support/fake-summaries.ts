import type { XRayApi } from '../../src/ports/xray-api.ts';
import type {
  GetTraceSummariesInput,
  GetTraceSummariesOutput,
  TraceSummary,
} from '../../src/xray/api/traces.ts';

/** An X-Ray that knows summaries, and every question it was asked. */
export interface FakeSummaries {
  readonly xray: Pick<XRayApi, 'getTraceSummaries'>;
  readonly asked: GetTraceSummariesInput[];
}

interface FakeSummariesOptions {
  /** Summaries on a page; default 2. */
  readonly pageSize?: number;
  /** Answers or throws in place of the fake; undefined lets it answer. */
  readonly instead?: (
    input: GetTraceSummariesInput,
    call: number,
  ) => GetTraceSummariesOutput | undefined;
}

const newestFirst = (one: TraceSummary, other: TraceSummary) =>
  (other.StartTime ?? 0) - (one.StartTime ?? 0);

/**
 * Answers as X-Ray does: newest first, page by page, the last page empty. Filters are not applied: they are asserted
 * on in `asked`.
 */
export const createFakeSummaries = (
  summaries: readonly TraceSummary[],
  options: FakeSummariesOptions = {},
): FakeSummaries => {
  const { pageSize = 2 } = options;
  const asked: GetTraceSummariesInput[] = [];
  const answer = (input: GetTraceSummariesInput): GetTraceSummariesOutput => {
    const found = summaries
      .filter((one) => {
        const start = one.StartTime ?? 0;
        return start >= input.StartTime && start < input.EndTime;
      })
      .sort(newestFirst);
    const from = Number(input.NextToken ?? 0);
    const page = found.slice(from, from + pageSize);
    return {
      TraceSummaries: page,
      ApproximateTime: page.at(-1)?.StartTime ?? input.StartTime,
      TracesProcessedCount: page.length * 10,
      ...(from < found.length ? { NextToken: String(from + pageSize) } : {}),
    };
  };
  return {
    asked,
    xray: {
      getTraceSummaries: async (input) => {
        asked.push(input);
        return options.instead?.(input, asked.length) ?? answer(input);
      },
    },
  };
};

/** A trace id that is easy to recognise. */
export const traceIdOf = (number: number): string =>
  `1-6553f100-${number.toString(16).padStart(24, '0')}`;

/** A summary of a trace that began at `startTime`, epoch seconds. */
export const makeSummary = (
  number: number,
  startTime: number,
  members: Partial<TraceSummary> = {},
): TraceSummary => ({
  Id: traceIdOf(number),
  StartTime: startTime,
  Duration: 0.25,
  ResponseTime: 0.2,
  HasFault: false,
  HasError: false,
  HasThrottle: false,
  IsPartial: false,
  Http: { HttpURL: `http://shop.example.com/orders/${number}`, HttpStatus: 200, HttpMethod: 'GET' },
  Annotations: {},
  EntryPoint: { Name: 'shop', Type: 'AWS::EKS::Container' },
  Revision: 1,
  ...members,
});
