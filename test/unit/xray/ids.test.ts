import { describe, expect, it } from 'vitest';
import {
  isSegmentId,
  isTraceId,
  lowercase,
  makeSegmentId,
  makeTraceId,
  parseTraceId,
  type TraceId,
  traceIdToW3c,
} from '../../../src/xray/ids.ts';

const ID = '1-58406520-a006649127e371903a2de979';

describe('parseTraceId', () => {
  it.each([
    ['its own form', ID],
    ['its own form in capitals', '1-58406520-A006649127E371903A2DE979'],
    ['32 hex digits', '58406520a006649127e371903a2de979'],
    ['32 hex digits in capitals', '58406520A006649127E371903A2DE979'],
  ])('reads %s', (_name, text) => {
    expect(parseTraceId(text)).toEqual({ ok: true, value: ID });
  });

  it.each([
    ['nothing', ''],
    ['another version', '2-58406520-a006649127e371903a2de979'],
    ['a short time', '1-5840652-a006649127e371903a2de979'],
    ['a long random part', '1-58406520-a006649127e371903a2de9790'],
    ['a digit that is not hex', '1-58406520-g006649127e371903a2de979'],
    ['31 hex digits', '58406520a006649127e371903a2de97'],
    ['a line break at the end', `${ID}\n`],
    ['spaces around it', ` ${ID} `],
  ])('refuses %s', (_name, text) => {
    expect(parseTraceId(text).ok).toBe(false);
  });

  it('says what it expected, and quotes no more than the beginning of what it got', () => {
    const result = parseTraceId('x'.repeat(10_000));
    expect(result).toEqual({
      ok: false,
      problem: `"${'x'.repeat(60)}..." is not a trace id: expected 1-<8 hex digits>-<24 hex digits> or 32 hex digits`,
    });
  });
});

describe('traceIdToW3c', () => {
  it('takes out the version and the dashes', () => {
    expect(traceIdToW3c(ID as TraceId)).toBe('58406520a006649127e371903a2de979');
  });
});

describe('makeTraceId', () => {
  const random = (bytes: number): string => 'ab'.repeat(bytes);

  it('carries the time of the request and 96 random bits', () => {
    expect(makeTraceId(0x58406520 + 0.999, random)).toBe('1-58406520-abababababababababababab');
  });

  it('pads a small time to 8 digits', () => {
    expect(makeTraceId(1, random)).toBe('1-00000001-abababababababababababab');
  });

  it('still fits 8 digits after 2038', () => {
    expect(makeTraceId(0xf0000000, random)).toBe('1-f0000000-abababababababababababab');
  });
});

describe('segment ids', () => {
  it('are 8 random bytes', () => {
    expect(makeSegmentId((bytes) => 'cd'.repeat(bytes))).toBe('cdcdcdcdcdcdcdcd');
  });

  it.each([
    ['53995c3f42cd8ad8', true],
    ['53995C3F42CD8AD8', true],
    ['53995c3f42cd8ad', false],
    ['53995c3f42cd8ad80', false],
    ['53995c3f42cd8adg', false],
    ['53995c3f42cd8ad8\n', false],
    ['', false],
  ])('%j is one: %s', (text, expected) => {
    expect(isSegmentId(text)).toBe(expected);
  });
});

describe('isTraceId', () => {
  it('takes the form of documents and no other', () => {
    expect(isTraceId(ID.toUpperCase())).toBe(true);
    expect(isTraceId('58406520a006649127e371903a2de979')).toBe(false);
  });
});

describe('lowercase', () => {
  it('lowers an id written in capitals', () => {
    expect(lowercase('53995C3F42CD8AD8')).toBe('53995c3f42cd8ad8');
  });
});
