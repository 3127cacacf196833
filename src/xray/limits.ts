/**
 * Every limit of X-Ray this program needs, once, with its source: [quota] AWS General Reference, X-Ray quotas;
 * [devguide] X-Ray Developer Guide; [schema] X-Ray segment JSON schema 1.0.0; [botocore] botocore 1.43 service model of
 * xray 2016-04-12; [daemon] aws-xray-daemon 3.6.6; [live] seen in answers of the live service; [otel]
 * opentelemetry-collector-contrib; [ours] a limit of this program where X-Ray's own is not known.
 */
export const LIMITS = {
  /** Bytes of UTF-8 in one document, its embedded subsegments included: 64 KB. [devguide] [quota] */
  documentBytes: 65_536,
  /** Levels of objects and arrays in one document. X-Ray's own is not known; this keeps every later walk safe. [ours] */
  documentDepth: 1_000,
  /** Largest time a document may carry, epoch seconds: the end of ECMAScript's calendar. [ours] */
  epochSeconds: 8.64e12,
  /** Characters of a name; the service cuts longer ones off in silence. [devguide] [live] */
  nameCharacters: 200,
  /** Characters of a trace id. [devguide] */
  traceIdCharacters: 35,
  /** Indexed annotations of a whole trace. [devguide] [quota] */
  annotationsPerTrace: 50,
  /** Characters of an annotation's string value. [schema] */
  annotationValueCharacters: 1_000,
  /** Bytes of all documents of a trace; AWS promises between 100 KB and this. [quota] */
  traceBytes: 500 * 1024,
  /** Seconds after its first segment in which a trace still takes new ones: 7 days. [quota] */
  traceModifiableSeconds: 7 * 86_400,
  /** Seconds a trace is kept, counted from receipt: 30 days. [quota] [live] */
  retentionSeconds: 30 * 86_400,
  /** Documents in one PutTraceSegments call. [daemon] [otel] */
  documentsPerPut: 50,
  /** Trace ids in one BatchGetTraces call. [live] */
  tracesPerBatchGet: 5,
  /** Trace ids in one StartTraceRetrieval call. [botocore] */
  tracesPerRetrieval: 100,
  /** Trace ids in one GetTraceGraph call; the live service takes fewer than its documentation says. [live] */
  tracesPerTraceGraph: 1,
  /** Seconds one GetTraceSummaries call may span: 24 hours. [devguide] */
  summariesWindowSeconds: 24 * 3_600,
  /** Seconds one GetServiceGraph or GetTimeSeriesServiceStatistics call may span: 6 hours. [quota] */
  graphWindowSeconds: 6 * 3_600,
  /** Nodes of a service map. [quota] */
  graphNodes: 10_000,
  /** Periods of GetTimeSeriesServiceStatistics, seconds. [live] */
  timeSeriesPeriodsSeconds: [60, 300],
  /** Segments a second and region; AWS raises it on request. [quota] */
  segmentsPerSecond: 2_600,
  /** Groups of an account and region. [quota] */
  groups: 25,
  groupNameCharacters: 32,
  /** Sampling rules of an account and region, beside Default. [quota] */
  samplingRules: 25,
  /** Fields of a sampling rule, characters unless said otherwise. [botocore] */
  samplingRule: {
    nameCharacters: 32,
    resourceArnCharacters: 500,
    serviceNameCharacters: 64,
    serviceTypeCharacters: 64,
    hostCharacters: 64,
    httpMethodCharacters: 10,
    urlPathCharacters: 128,
    attributes: 5,
    attributeCharacters: 32,
    priorityMin: 1,
    priorityMax: 9_999,
  },
  /** Tags of one group or sampling rule. [quota] */
  tagsPerResource: 50,
  tagKeyCharacters: 128,
  tagValueCharacters: 256,
  /** Resource policies of an account. [devguide] */
  resourcePolicies: 5,
  /** Bytes of one resource policy: 5 KB. [devguide] */
  resourcePolicyBytes: 5 * 1024,
  /** Characters of an X-Amzn-Trace-Id header that are read; what lies beyond is ignored. [ours] */
  traceHeaderCharacters: 2_048,
  /** Characters of passed-on extra members of that header, all together. As aws-xray-sdk-core 3.12 for Node does. */
  traceHeaderExtraCharacters: 256,
} as const;
