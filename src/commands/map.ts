import { defineCommand, type Parsed } from '../cli/command.ts';
import type { Context } from '../cli/context.ts';
import { EXIT, type ExitCode } from '../cli/exit-code.ts';
import { valueFlag } from '../cli/flags/flag.ts';
import { text } from '../cli/flags/text.ts';
import { timeRangeFlags } from '../cli/flags/time-range.ts';
import { readServiceMap, readTraceMap, type ServiceMap } from '../core/map/service-map.ts';
import type { ReadWindow } from '../core/reading/split-window.ts';
import { explainMissing } from '../core/traces/explain-missing.ts';
import { countText } from '../render/layout/count-text.ts';
import { renderMapDot } from '../render/map/map-dot.ts';
import { renderMapMermaid } from '../render/map/map-mermaid.ts';
import { renderMapTable } from '../render/map/map-table.ts';
import { renderMapTree } from '../render/map/map-tree.ts';
import { XrayctlError } from '../std/xrayctl-error.ts';
import type { Service } from '../xray/api/graph.ts';
import { readGraph } from '../xray/graph/read-graph.ts';
import type { TraceId } from '../xray/ids.ts';
import { traceIdType } from './options/id-types.ts';
import { incompleteError } from './options/incomplete-error.ts';
import { failEmptyFlag, nothingFound } from './options/nothing-found.ts';
import { outAwsJson } from './options/out-aws-json.ts';
import { readWindowFrom } from './options/read-window.ts';

const flags = {
  ...timeRangeFlags,
  group: valueFlag(text('G', 'slow-orders'), { brief: 'only traces of this X-Ray group' }),
  trace: valueFlag(traceIdType, { brief: 'of this trace alone' }),
  ...failEmptyFlag,
} as const;

const RENDERERS = {
  table: renderMapTable,
  tree: renderMapTree,
  mermaid: renderMapMermaid,
  dot: renderMapDot,
} as const;

type MapFlags = Parsed<typeof flags, keyof typeof RENDERERS | 'json'>;

/** Draws a map; one without services is drawn as nothing at all. */
const draw = async (
  context: Context,
  format: keyof typeof RENDERERS,
  services: readonly Service[],
  windowSeconds: number,
): Promise<void> => {
  if (services.length === 0) return;
  await context.out(RENDERERS[format](readGraph(services, windowSeconds), context.style));
};

const runTrace = async (context: Context, given: MapFlags, id: TraceId): Promise<ExitCode> => {
  const { clock, random, signal } = context;
  const { api, description } = await context.connection();
  const services = await readTraceMap({ xray: api, clock, random }, { id, signal });
  if (given.output === 'json') await outAwsJson(context, { Services: services });
  else await draw(context, given.output, services, 0);
  if (services.length > 0) return EXIT.done;
  throw await explainMissing(
    { xray: api, clock },
    { ids: [id], description, local: context.target.local, signal },
  );
};

const secondsOf = ({ start, end }: ReadWindow): number => end - start;

/** Seconds that were read: rates must not be thinned by what is missing. */
const readSeconds = (window: ReadWindow, { missing }: ServiceMap): number =>
  missing.reduce((seconds, part) => seconds - secondsOf(part), secondsOf(window));

const tellMap = async (context: Context, map: ServiceMap): Promise<void> => {
  const { read, total } = map.windows;
  const nodes = countText(map.services.length, 'node');
  await context.info(
    `${read.toLocaleString('en-US')} of ${countText(total, 'window')} read, ${nodes}`,
  );
  if (map.containsOldGroupVersions) {
    await context.warn(
      "the group's filter changed within the window: older traces were grouped by the old one",
    );
  }
  if (map.missing.length > 0) throw incompleteError(map.missing);
};

const runWindow = async (context: Context, given: MapFlags): Promise<ExitCode> => {
  const { clock, random, signal } = context;
  const window = readWindowFrom(context, given);
  const ports = { xray: await context.xray(), clock, random };
  await context.progress('reading the service map');
  const map = await readServiceMap(ports, { window, group: given.group, signal });
  const { services } = map;
  if (given.output === 'json') {
    await outAwsJson(context, {
      Services: services,
      StartTime: map.start,
      EndTime: map.end,
      ContainsOldGroupVersions: map.containsOldGroupVersions,
    });
  } else {
    await draw(context, given.output, services, readSeconds(window, map));
  }
  await tellMap(context, map);
  return services.length === 0
    ? nothingFound(
        context,
        'No services found. Look further back with --since 6h.',
        given.failEmpty,
      )
    : EXIT.done;
};

const checkFlags = ({ trace, group, since, from, to }: MapFlags): void => {
  if (trace === undefined) return;
  const other = [
    ...(group === undefined ? [] : ['--group']),
    ...(since === undefined ? [] : ['--since']),
    ...(from === undefined ? [] : ['--from']),
    ...(to === undefined ? [] : ['--to']),
  ];
  if (other.length === 0) return;
  throw new XrayctlError('usage', `--trace and ${other.join(', ')} do not go together`, {
    remedy: 'A trace has its own time: leave the others out.',
  });
};

/** `xrayctl map`. */
export const map = defineCommand({
  description:
    'Each service with its rate, outcomes and percentiles, each call as the caller saw it, and the share of it the ' +
    'network took (latency of the call less latency of the callee, where both are known of the same calls). ' +
    'Counts are of sampled requests. -o json is the answer of aws xray get-service-graph (get-trace-graph with --trace).',
  positionals: [],
  flags,
  formats: ['table', 'tree', 'json', 'mermaid', 'dot'],
  examples: [
    { about: 'who calls whom, and how fast, over six hours', line: 'xrayctl map --since 6h' },
    {
      about: 'a picture of one trace',
      line: 'xrayctl map --trace 1-58406520-a006649127e371903a2de979 -o dot',
    },
  ],
  async run(context, given) {
    checkFlags(given);
    return given.trace === undefined
      ? runWindow(context, given)
      : runTrace(context, given, given.trace);
  },
});
