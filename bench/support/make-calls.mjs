import { randomBytes } from 'node:crypto';

/** A trace of five services in a row, each calling the next: five segments of about 1 KB. */
const SEGMENTS_PER_TRACE = 5;

/** Digits of a trace id that a call is given anew each time it is sent. */
const FRESH_DIGITS = 12;
const FRESH = 'f'.repeat(FRESH_DIGITS);

const hex = (bytes) => randomBytes(bytes).toString('hex');

/** The trace's place in time is `start`, epoch seconds; `index` varies status, annotations and URL. */
export function makeTrace(index, start) {
  const traceId = `1-${Math.floor(start).toString(16).padStart(8, '0')}-${hex(6)}${FRESH}`;
  let parentId;
  return Array.from({ length: SEGMENTS_PER_TRACE }, (_, depth) => {
    const callId = hex(8);
    const isFault = index % 20 === 0;
    const [from, to] = [start + depth * 0.01, start + 0.2 - depth * 0.01];
    const segment = {
      trace_id: traceId,
      id: hex(8),
      ...(parentId === undefined ? {} : { parent_id: parentId }),
      name: `service-${depth}.example.com`,
      start_time: from,
      end_time: to,
      origin: 'AWS::ECS::Container',
      http: {
        request: {
          method: 'GET',
          url: `http://service-${depth}.example.com/api/items/${index % 500}`,
        },
        response: { status: isFault ? 500 : 200, content_length: 1234 },
      },
      ...(isFault ? { fault: true } : {}),
      annotations: { customer: `c${index % 100}`, tier: depth },
      metadata: { default: { note: hex(190) } },
      subsegments: [
        {
          id: callId,
          name: `service-${depth + 1}.example.com`,
          namespace: 'remote',
          start_time: from + 0.001,
          end_time: to - 0.001,
          http: { request: { method: 'GET', url: 'http://next/' }, response: { status: 200 } },
        },
      ],
    };
    parentId = callId;
    return JSON.stringify(segment);
  });
}

const positionsOf = (body) => {
  const positions = [];
  for (let at = body.indexOf(FRESH); at !== -1; at = body.indexOf(FRESH, at + FRESH_DIGITS)) {
    positions.push(at);
  }
  return positions;
};

/**
 * Bodies of PutTraceSegments of `segments` documents, made beforehand so that the sender costs next to nothing: each is
 * given fresh trace ids in place whenever it is taken.
 */
export function makeCallPool(size, segments, startOf) {
  const traces = segments / SEGMENTS_PER_TRACE;
  const pool = Array.from({ length: size }, (_, call) => {
    const documents = Array.from({ length: traces }, (_unused, index) =>
      makeTrace(call * traces + index, startOf(call * traces + index)),
    ).flat();
    const body = Buffer.from(JSON.stringify({ TraceSegmentDocuments: documents }));
    return { body, positions: positionsOf(body) };
  });
  let taken = 0;
  return () => {
    const { body, positions } = pool[taken % size];
    taken += 1;
    const digits = taken.toString(16).padStart(FRESH_DIGITS, '0');
    for (const at of positions) body.write(digits, at, 'latin1');
    return body;
  };
}
