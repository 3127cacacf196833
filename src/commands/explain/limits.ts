import { LIMITS } from '../../xray/limits.ts';
import { type Topic, tableOf } from './topic.ts';

const kilobytes = (bytes: number): string => `${bytes / 1024} KB`;
const days = (seconds: number): string => `${seconds / 86_400} days`;
const hours = (seconds: number): string => `${seconds / 3600} hours`;

export const limits: Topic = {
  name: 'limits',
  brief: "X-Ray's limits: sizes, windows, retention",
  text: `Limits of X-Ray that shape what you see. Those of an account can be raised by AWS.

Documents
${tableOf([
  ['one segment document', kilobytes(LIMITS.documentBytes)],
  ['all documents of a trace', `between 100 and ${kilobytes(LIMITS.traceBytes)}; the rest is lost`],
  ['name', `${LIMITS.nameCharacters} characters; longer ones are cut in silence`],
  [
    'annotations',
    `${LIMITS.annotationsPerTrace} a trace, not a segment; text, numbers and booleans only`,
  ],
  ['annotation value', `${LIMITS.annotationValueCharacters} characters`],
  ['one put', `${LIMITS.documentsPerPut} documents`],
  ['segments', `${LIMITS.segmentsPerSecond} a second and region`],
])}

Time
${tableOf([
  ['retention', `${days(LIMITS.retentionSeconds)} from receipt`],
  ['a trace takes new segments', `${days(LIMITS.traceModifiableSeconds)} after its first one`],
  [
    'one query of the map',
    `${hours(LIMITS.graphWindowSeconds)}; xrayctl splits wider windows and merges the answers`,
  ],
])}

Reading
${tableOf([
  ['one batch of whole traces', `${LIMITS.tracesPerBatchGet} ids; xrayctl asks as often as needed`],
  ['nodes of a map', String(LIMITS.graphNodes)],
])}

Settings of an account and region
${tableOf([
  ['sampling rules', `${LIMITS.samplingRules}, beside Default`],
  ['groups', String(LIMITS.groups)],
])}`,
};
