import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../../src/render/layout/width.ts';
import type { Style } from '../../../src/render/style.ts';
import { renderTracesTable } from '../../../src/render/traces/traces-table.ts';
import type { TraceSummary } from '../../../src/xray/api/traces.ts';
import { makeSummary } from '../../support/fake-summaries.ts';
import { expectGolden } from '../../support/golden.ts';

const NOON = Date.UTC(2026, 10, 22, 12) / 1000;

const text = (value: string) => [{ AnnotationValue: { StringValue: value } }];

/** One of everything a listing may hold: long and wide texts, hostile ones, unknown ones, every flag. */
const summaries: readonly TraceSummary[] = [
  makeSummary(1, NOON, {
    Http: { HttpURL: 'http://ums.example.com/usermgmt/users', HttpStatus: 200, HttpMethod: 'GET' },
    EntryPoint: { Name: 'user-management-service' },
    Annotations: { plan: text('gold'), seats: [{ AnnotationValue: { NumberValue: 4 } }] },
  }),
  makeSummary(2, NOON - 1, {
    Duration: 3.3,
    HasFault: true,
    Http: {
      HttpURL:
        'http://ums.example.com/usermgmt/notification-xray?customer=4711&page=2&sort=created',
      HttpStatus: 503,
      HttpMethod: 'POST',
    },
    EntryPoint: { Name: 'user-management-service' },
  }),
  makeSummary(3, NOON - 2, {
    Duration: 0.000_412,
    HasError: true,
    Http: { HttpURL: 'http://ums.example.com/nope', HttpStatus: 404, HttpMethod: 'OPTIONS' },
    Annotations: { note: text('two words'), wide: text('日本語') },
  }),
  makeSummary(4, NOON - 3, {
    Duration: 62,
    HasThrottle: true,
    HasError: true,
    Http: { HttpURL: 'http://例え.jp/日本語/検索?q=テスト', HttpStatus: 429, HttpMethod: 'GET' },
    EntryPoint: { Name: '通知サービス' },
  }),
  makeSummary(5, NOON - 4, {
    Http: {
      HttpURL: 'http://evil.example.com/\u001b[31mred\u202e\nnext line',
      HttpStatus: 200,
      HttpMethod: 'GET',
    },
    EntryPoint: { Name: 'a\u0000b' },
  }),
  { Id: makeSummary(6, NOON).Id ?? '', StartTime: NOON - 5, IsPartial: true },
];

const style = (width: number, members: Partial<Style> = {}): Style => ({
  width,
  color: 0,
  unicode: true,
  ...members,
});

const screen = (width: number, annotations: boolean, members: Partial<Style> = {}) =>
  renderTracesTable(summaries, { annotations }, style(width, members)).text;

describe('the table of traces', () => {
  it.each([60, 80, 100, 120, 200])('at %i cells', (width) => {
    expectGolden(`traces/width-${width}.txt`, screen(width, false));
  });

  it.each([60, 100, 200])('with annotations at %i cells', (width) => {
    expectGolden(`traces/annotations-${width}.txt`, screen(width, true));
  });

  it.each([60, 80, 100, 120, 200])('of one host at %i cells', (width) => {
    const some = summaries.slice(0, 3);
    const { text: drawn, origin } = renderTracesTable(some, { annotations: false }, style(width));
    expectGolden(`traces/one-host-${width}.txt`, drawn);
    expect(drawn).not.toContain('ums');
    expect(origin).toBe('http://ums.example.com');
  });

  it('shows URLs whole where there is room for all of them', () => {
    const some = summaries.slice(0, 3);
    const { text: drawn, origin } = renderTracesTable(some, { annotations: false }, style(220));
    expect(drawn.match(/http:[/][/]ums/g)).toHaveLength(3);
    expect(origin).toBe('');
  });

  it('in colour', () => {
    expectGolden('traces/colour-120.txt', screen(120, true, { color: 1 }));
  });

  it('in ASCII', () => {
    const drawn = screen(120, true, { unicode: false });
    expectGolden('traces/ascii-120.txt', drawn);
    expect(drawn).toMatch(/^[\n -~]*$/);
  });

  it('over several days shows the day', () => {
    const days = [0, 1, 2].map((day) => makeSummary(day, NOON - day * 86_400));
    expectGolden(
      'traces/days-100.txt',
      renderTracesTable(days, { annotations: false }, style(100)).text,
    );
  });

  it('keeps to the width wherever the id fits, and never cuts an id', () => {
    for (let width = 60; width <= 220; width += 1) {
      const drawn = screen(width, width % 2 === 0);
      const widest = Math.max(...drawn.split('\n').map(cellWidth));
      expect(widest, `at width ${width}`).toBeLessThanOrEqual(width);
      for (const { Id } of summaries) expect(drawn).toContain(Id);
    }
  });

  it('is one line a trace from 96 cells on, fit for grep and awk', () => {
    const lines = screen(100, false).trimEnd().split('\n');
    expect(lines).toHaveLength(summaries.length + 1);
    expect(lines[1]?.split(/ +/)[1]).toBe(summaries[0]?.Id);
  });

  it('is nothing for no traces', () => {
    expect(renderTracesTable([], { annotations: true }, style(100)).text).toBe('');
  });
});
