import { describe, it } from 'vitest';
import { analyzeTrace } from '../../../src/core/traces/analyze-trace.ts';
import type { Style } from '../../../src/render/style.ts';
import { renderTree } from '../../../src/render/trace/tree.ts';
import { renderWaterfall } from '../../../src/render/trace/waterfall.ts';
import type { WaterfallOptions } from '../../../src/render/trace/waterfall-options.ts';
import { buildTrace } from '../../../src/xray/build-trace.ts';
import { parseDocument } from '../../../src/xray/parse-segment.ts';
import { expectGolden } from '../../support/golden.ts';
import { readFixture } from '../../support/read-fixture.ts';
import {
  broken,
  deep,
  extremes,
  fault,
  names,
  nPlusOne,
  type Scenario,
  tutorial,
} from './scenarios.ts';

const PLAIN: Style = { width: 80, color: 0, unicode: true };
const ALL: WaterfallOptions = { annotations: true, metadata: true, sql: true, stack: true };

const readDocuments = (texts: readonly string[]): Scenario => {
  const documents = texts.flatMap((text) => {
    const read = parseDocument(text);
    return read.ok ? read.value : [];
  });
  return { id: documents[0]?.trace_id ?? '', documents };
};

/** What the Go SDK sent for two DynamoDB calls, the second of them refused. */
const dynamodb = (): Scenario => readDocuments([readFixture('otel-collector/ddbSample.txt')]);

/** An answer of BatchGetTraces, with the segment X-Ray infers for DynamoDB. */
const scorekeep = (): Scenario => {
  const answer = JSON.parse(readFixture('aws-cli/batch-traces-get.json')) as {
    readonly Traces: readonly [{ readonly Segments: readonly { readonly Document: string }[] }];
  };
  return readDocuments(answer.Traces[0].Segments.map(({ Document }) => Document));
};

type Case = readonly [
  file: string,
  scenario: () => Scenario,
  options?: WaterfallOptions,
  style?: Partial<Style>,
];

const WATERFALLS: readonly Case[] = [
  ['tutorial', tutorial],
  ['tutorial-60', tutorial, {}, { width: 60 }],
  ['tutorial-100', tutorial, {}, { width: 100 }],
  ['tutorial-details', tutorial, ALL],
  ['fault', fault],
  ['fault-stack', fault, { stack: true }],
  ['fault-color', fault, {}, { color: 2 }],
  ['fault-basic-color', fault, {}, { color: 1 }],
  ['fault-ascii', fault, {}, { unicode: false }],
  ['fault-200', fault, {}, { width: 200 }],
  ['fault-40', fault, {}, { width: 40 }],
  ['n-plus-one', nPlusOne],
  ['n-plus-one-100', nPlusOne, {}, { width: 100 }],
  ['n-plus-one-details', nPlusOne, { sql: true }],
  ['n-plus-one-5-rows', nPlusOne, { expand: true, maxRows: 5 }],
  ['broken', broken],
  ['broken-ascii', broken, {}, { unicode: false }],
  ['extremes', extremes],
  ['extremes-ascii', extremes, {}, { unicode: false }],
  ['names', names],
  ['deep', () => deep(12)],
  ['dynamodb', dynamodb],
  ['scorekeep', scorekeep],
  ['empty', () => ({ id: tutorial().id, documents: [] })],
];

const TREES: readonly Case[] = [
  ['tutorial-tree', tutorial],
  ['fault-tree-100', fault, {}, { width: 100 }],
  ['n-plus-one-tree', nPlusOne],
  ['broken-tree-color', broken, {}, { color: 2 }],
  ['broken-tree-60-ascii', broken, {}, { width: 60, unicode: false }],
];

const draw = (render: typeof renderWaterfall, [, scenario, options = {}, style]: Case): string => {
  const { id, documents } = scenario();
  const trace = buildTrace(id, documents);
  return render(trace, analyzeTrace(trace), options, { ...PLAIN, ...style });
};

describe('the screens of a trace', () => {
  for (const one of WATERFALLS) {
    it(`waterfall ${one[0]} looks as it was approved`, () => {
      expectGolden(`trace/${one[0]}.txt`, draw(renderWaterfall, one));
    });
  }
  for (const one of TREES) {
    it(`tree ${one[0]} looks as it was approved`, () => {
      expectGolden(`trace/${one[0]}.txt`, draw(renderTree, one));
    });
  }
});
