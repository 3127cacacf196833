import { defineCommand, type Parsed } from '../cli/command.ts';
import type { Context } from '../cli/context.ts';
import { EXIT } from '../cli/exit-code.ts';
import { duration } from '../cli/flags/duration.ts';
import { optionalValueFlag, switchFlag, valueFlag } from '../cli/flags/flag.ts';
import { hostPort } from '../cli/flags/host-port.ts';
import { text } from '../cli/flags/text.ts';
import { makeSegment } from '../core/send/make-segment.ts';
import { readDocuments } from '../core/send/read-documents.ts';
import { XrayctlError } from '../std/xrayctl-error.ts';
import { parseDocument } from '../xray/parse-segment.ts';
import type { SegmentDocument } from '../xray/segment.ts';
import { explainSegmentProblem } from '../xray/segment-problem.ts';
import { outJson } from './options/out-json.ts';
import { awaitTraces, type Waited } from './send/await-traces.ts';
import { deliver } from './send/deliver.ts';
import { segmentFlags, segmentRequestFrom, shapingFlagIn } from './send/segment-flags.ts';
import { describeDelivery } from './send/send-result.ts';

const flags = {
  file: valueFlag(text('FILE', 'segments.json'), {
    brief: 'send the documents of this file instead ("-": standard input)',
    short: 'f',
  }),
  to: valueFlag(hostPort, {
    brief: 'the daemon to send to by UDP',
    shownDefault: 'AWS_XRAY_DAEMON_ADDRESS, else 127.0.0.1:2000',
  }),
  direct: switchFlag({ brief: 'send by the X-Ray API, without a daemon' }),
  wait: optionalValueFlag(duration('30s'), '30s', {
    brief: 'until it can be read back, or exit 5',
  }),
  ...segmentFlags,
} as const;

type SendFlags = Parsed<typeof flags, 'text' | 'json'>;

const checkFlags = (given: SendFlags): void => {
  const shaping = given.file === undefined ? undefined : shapingFlagIn(given);
  if (shaping !== undefined) {
    throw new XrayctlError('usage', `${shaping} shapes a made-up segment, and --file has its own`, {
      remedy: `Give ${shaping} or --file, not both.`,
    });
  }
  if (given.direct && given.to !== undefined) {
    throw new XrayctlError('usage', '--direct sends without a daemon, and --to names one', {
      remedy: 'Give one of them; the API to send to is named by --endpoint.',
    });
  }
};

const makeDocument = (context: Context, given: SendFlags): SegmentDocument => {
  const segment = makeSegment(segmentRequestFrom(given), context.clock.now(), context.random);
  const read = parseDocument(JSON.stringify(segment));
  if (read.ok) return segment;
  const why = explainSegmentProblem(read.problem.code) ?? read.problem.message;
  throw new XrayctlError('usage', `X-Ray would refuse this segment: ${why}`);
};

const NOT_ASKED: Waited = { readBack: undefined, failure: undefined };

/** `xrayctl send`. */
export const send = defineCommand({
  description:
    'Prints the id of each trace sent to. By UDP nothing is acknowledged: --wait reads the trace back and says how ' +
    'long that took. --direct asks the X-Ray API, which names what it refuses (exit 1).',
  positionals: [],
  flags,
  formats: ['text', 'json'],
  examples: [
    {
      about: 'is the local X-Ray there? one failing request, read back',
      line: 'xrayctl --local send --name checkout --status 503 --wait',
    },
    {
      about: 'the documents of a file, by the API, with the reasons for those refused',
      line: 'xrayctl send --direct -f segments.json -o json',
    },
  ],
  verdict: true,
  async run(context, given) {
    checkFlags(given);
    const documents =
      given.file === undefined
        ? [makeDocument(context, given)]
        : await readDocuments(given.file, context);
    const delivery = await deliver(context, given, documents);
    const { sent, unprocessed } = delivery.outcome;
    const traces = [...new Set(sent.map((document) => document.trace_id))];
    if (given.output === 'text') await context.out(traces.map((id) => `${id}\n`).join(''));
    const { readBack, failure } =
      given.wait === undefined || sent.length === 0
        ? NOT_ASKED
        : await awaitTraces(context, delivery, given.wait);
    if (given.output === 'json') await outJson(context, describeDelivery(delivery, readBack));
    if (failure !== undefined) throw failure;
    return unprocessed.length > 0 ? EXIT.finding : EXIT.done;
  },
});
