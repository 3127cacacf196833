import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSegmentId, makeTraceId, parseTraceId, traceIdToW3c } from '../../src/xray/ids.ts';
import { LIMITS } from '../../src/xray/limits.ts';
import { parseTraceHeader, printTraceHeader } from '../../src/xray/trace-header.ts';

const hex = (digits: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: digits, maxLength: digits })
    .map((values) => values.map((value) => value.toString(16)).join(''));

const traceId = fc.tuple(hex(8), hex(24)).map(([time, random]) => `1-${time}-${random}`);

describe('trace ids', () => {
  it('read the same in either form and either case', () => {
    fc.assert(
      fc.property(traceId, (id) => {
        const read = parseTraceId(id.toUpperCase());
        expect(read).toEqual({ ok: true, value: id });
        if (read.ok) expect(parseTraceId(traceIdToW3c(read.value).toUpperCase())).toEqual(read);
      }),
    );
  });

  it('that are made can be read, and carry their second', () => {
    const seconds = fc.double({ min: 0, max: 0xffffffff, noNaN: true });
    fc.assert(
      fc.property(seconds, hex(24), (time, random) => {
        const id = makeTraceId(time, () => random);
        expect(parseTraceId(id)).toEqual({ ok: true, value: id });
        expect(Number.parseInt(id.slice(2, 10), 16)).toBe(Math.floor(time));
      }),
    );
  });

  it('are none with one character more, less or other', () => {
    const change = fc.record({
      at: fc.nat(34),
      removed: fc.integer({ min: 0, max: 1 }),
      added: fc.constantFrom('', '0', 'g', '-', ' ', '\n', 'é'),
    });
    fc.assert(
      fc.property(traceId, change, (id, { at, removed, added }) => {
        const text = id.slice(0, at) + added + id.slice(at + removed);
        const isStillOne = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/.test(text) && !text.includes('\n');
        expect(parseTraceId(text).ok).toBe(isStillOne);
      }),
    );
  });
});

describe('trace headers', () => {
  const word = fc.stringMatching(/^[!-:<>-~]{1,20}$/);
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const reserved = new Set(['root', 'parent', 'sampled', 'self', 'lineage']);
  const extras = fc.uniqueArray(
    fc.tuple(
      word.filter((key) => !reserved.has(key.toLowerCase())),
      word,
    ),
    { maxLength: 5, selector: ([key]) => key.toLowerCase() },
  );
  const header = fc.record({
    root: maybe(traceId),
    parent: maybe(hex(16)),
    sampled: maybe(fc.constantFrom('0', '1', '?')),
    self: maybe(word),
    lineage: maybe(word),
    extras,
  });

  it('read back as they were printed', () => {
    fc.assert(
      fc.property(header, (value) => {
        const read = parseTraceHeader(
          printTraceHeader(value as ReturnType<typeof parseTraceHeader>),
        );
        expect(read).toEqual(value);
      }),
    );
  });

  it('read anything without a throw, and print it on one line of bounded length', () => {
    const junk = fc.string({ unit: 'binary', maxLength: 300 });
    const parts = fc.array(
      fc.oneof(junk, fc.constantFrom('Root=', ';', '=', 'Parent', 'Sampled=1')),
    );
    fc.assert(
      fc.property(parts, (texts) => {
        const read = parseTraceHeader(texts.join(''));
        const printed = printTraceHeader(read);
        expect(printed).toMatch(/^[\x20-\x7e]*$/);
        expect(printed.length).toBeLessThanOrEqual(LIMITS.traceHeaderCharacters + 300);
        expect(parseTraceHeader(printed)).toEqual(read);
        if (read.parent !== undefined) expect(isSegmentId(read.parent)).toBe(true);
      }),
    );
  });
});
