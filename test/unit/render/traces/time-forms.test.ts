import { describe, expect, it } from 'vitest';
import { timeForms } from '../../../../src/render/traces/time-forms.ts';

const at = (text: string) => Date.parse(text) / 1000;
const noon = at('2026-11-22T12:00:00.9Z');

const formsOf = (...times: number[]) => timeForms(times).map((form) => form(noon));

describe('timeForms', () => {
  it('may leave out the day within one day', () => {
    expect(formsOf(noon, at('2026-11-22T23:59:59Z'))).toEqual([
      '2026-11-22T12:00:00Z',
      '11-22 12:00:00Z',
      '12:00:00Z',
    ]);
  });

  it('keeps the day where there are two, and the year where there are two', () => {
    expect(formsOf(noon, at('2026-11-23T00:00:00Z'))).toHaveLength(2);
    expect(formsOf(noon, at('2027-01-01T00:00:00Z'))).toEqual(['2026-11-22T12:00:00Z']);
  });

  it('prints a dash for a time that is not known', () => {
    expect(timeForms([noon]).map((form) => form(undefined))).toEqual(['-', '-', '-']);
  });
});
