import { describe, expect, it } from 'vitest';
import type { Segment, Subsegment } from '../../../../src/xray/segment.ts';
import {
  idOf,
  makeIndependent,
  makeSegment,
  makeSubsegment,
} from '../../../support/make-segment.ts';
import { drawWaterfall } from './draw-scenario.ts';

const withCalls = (end: number, ...subsegments: readonly Subsegment[]): Segment =>
  makeSegment(1, [0, end], { name: 'shop', subsegments });

const blankOr = (text: string) => `no line has "${text}"`;

/** The line of the head, or below the tree, that begins so. */
const headed = (lines: readonly string[], text: string): string =>
  lines.find((line) => line.startsWith(text)) ?? blankOr(text);

/** The first line of the tree itself that has a text. */
const lineOf = (lines: readonly string[], text: string): string => {
  const axis = lines.findIndex((line) => /^(?:─|-){9,}/.test(line));
  const end = lines.indexOf('', axis);
  return lines.slice(axis + 1, end).find((line) => line.includes(text)) ?? blankOr(text);
};

describe('renderWaterfall', () => {
  it('draws one line for each node, with its total and its self time', () => {
    const lines = drawWaterfall([
      withCalls(
        1,
        makeSubsegment(2, [0, 0.4], { name: 'mysql' }),
        makeSubsegment(3, [0.45, 0.95], { name: 'redis' }),
      ),
    ]);
    expect(lineOf(lines, 'shop  ')).toMatch(/^shop +1s 100ms {2}/);
    expect(lineOf(lines, 'mysql')).toMatch(/^[┠┣]━ mysql +400ms 400ms {2}/);
    expect(lineOf(lines, 'redis')).toMatch(/^┗━ redis +500ms 500ms {2}/);
  });

  it('draws the critical path in glyphs and lines of its own, without colour', () => {
    const lines = drawWaterfall([
      withCalls(
        1,
        makeSubsegment(2, [0, 0.5], { name: 'beside' }),
        makeSubsegment(3, [0, 1], { name: 'slowest' }),
      ),
    ]);
    expect(lineOf(lines, '─ beside')).toMatch(/^┠─ beside .* {2}▄+$/);
    expect(lineOf(lines, '━ slowest')).toMatch(/^┗━ slowest .* {2}█+$/);
    expect(lineOf(lines, 'shop')).toMatch(/━+$/);
    expect(lines).toContain('█ critical path   ━ waiting on it   ▄ work beside it');
  });

  it('marks error, fault and throttle with letters, and explains only those that occur', () => {
    const lines = drawWaterfall([
      withCalls(
        1,
        makeSubsegment(2, [0, 0.2], { name: 'users', error: true }),
        makeSubsegment(3, [0.2, 0.4], { name: 'mails', fault: true }),
        makeSubsegment(4, [0.4, 0.6], { name: 'table', error: true, throttle: true }),
      ),
    ]);
    expect(lineOf(lines, 'users')).toMatch(/users +E +200ms/);
    expect(lineOf(lines, 'mails')).toMatch(/mails +F +200ms/);
    expect(lineOf(lines, 'table')).toMatch(/table +ET +200ms/);
    const legend = headed(lines, '█');
    for (const words of ['E error (4xx)', 'F fault (5xx)', 'T throttled'])
      expect(legend).toContain(words);
    for (const words of ['orphan', 'skew', 'progress']) expect(legend).not.toContain(words);
    expect(headed(lines, 'Total')).toContain('1 fault · 2 errors · 1 throttle');
  });

  it('draws what has not ended open-ended, its times unknown', () => {
    const lines = drawWaterfall([withCalls(1, makeSubsegment(2, [0.5], { name: 'upload' }))]);
    expect(lineOf(lines, 'upload')).toMatch(/upload +~ +— +— +[╌╍]+▶$/);
    expect(headed(lines, 'Total')).toContain('1s so far');
    const ascii = drawWaterfall([withCalls(1, makeSubsegment(2, [0.5], { name: 'upload' }))], {
      style: { unicode: false },
    });
    expect(lineOf(ascii, 'upload')).toMatch(/upload +~ +- +- +~+>$/);
  });

  it('knows no time at all while nothing has ended', () => {
    const lines = drawWaterfall([makeSegment(1, [0], { name: 'shop' })]);
    expect(headed(lines, 'Total')).toContain('— so far');
    expect(lineOf(lines, 'shop ')).toContain('▶');
  });

  it('says of an end before the start that the time is unknown, never zero or negative', () => {
    const lines = drawWaterfall([withCalls(1, makeSubsegment(2, [0.5, 0.3], { name: 'upload' }))]);
    expect(lineOf(lines, 'upload')).toMatch(/upload +— +— /);
  });

  it('hangs orphans under a row that names the parent they miss', () => {
    const lines = drawWaterfall([
      withCalls(1),
      makeSegment(5, [0.1, 0.4], { name: 'billing', parent_id: idOf(77) }),
      makeIndependent(6, 77, [0.2, 0.3], { name: 'cache' }),
    ]);
    const at = lines.indexOf(`(missing parent ${idOf(77)})`);
    expect(lines[at + 1]).toMatch(/^├─ billing +\? /);
    expect(lines[at + 2]).toMatch(/^└─ cache +\? /);
  });

  it('marks a segment whose clock is wrong, and tells what is wrong in the head', () => {
    const call = makeSubsegment(2, [0.5, 0.7], { name: 'call', namespace: 'remote' });
    const lines = drawWaterfall([
      withCalls(1, call),
      makeSegment(3, [0.1, 0.2], { name: 'callee', parent_id: idOf(2) }),
    ]);
    expect(lineOf(lines, 'callee  ')).toMatch(/callee +! /);
    expect(headed(lines, 'Problems')).toContain('started 400 ms before its caller');
  });

  it('shows how long a segment waited to begin', () => {
    const call = makeSubsegment(2, [0, 0.1], { name: 'queue', namespace: 'aws' });
    const lines = drawWaterfall([
      withCalls(1, call),
      makeSegment(3, [0.6, 1], { name: 'worker', parent_id: idOf(2) }),
    ]);
    expect(lineOf(lines, 'worker ')).toMatch(/ ·{20,}[▐▗]?[█▄]+$/);
  });

  it('shows a long stretch that nobody reports as a row of its own', () => {
    const lines = drawWaterfall([
      withCalls(
        1,
        makeSubsegment(2, [0, 0.3], { name: 'first' }),
        makeSubsegment(3, [0.8, 1], { name: 'second' }),
      ),
    ]);
    const at = lines.findIndex((line) => line.includes('(not instrumented)'));
    expect(lines[at]).toMatch(/\(not instrumented\) +500ms +·+$/);
    expect(lines[at - 1]).toContain('first');
    expect(lines[at + 1]).toContain('second');
  });

  it('shows request, status, services and their shares of the critical path in the head', () => {
    const root = withCalls(
      1,
      makeSubsegment(2, [0.2, 0.95], { name: 'mysql', namespace: 'remote' }),
    );
    const http = { request: { method: 'GET', url: 'https://shop/x' }, response: { status: 500 } };
    const lines = drawWaterfall([{ ...root, fault: true, http }]);
    expect(lines[1]).toBe('Request   GET https://shop/x · 500 fault');
    expect(lines[2]).toBe('Total     1s · 2 nodes in 2 services · 1 fault');
    expect(lines[3]).toBe('Services  shop · mysql');
    expect(lines[4]).toBe('Critical  mysql 75% · shop 25%');
  });

  it('ends with who took most time by themselves', () => {
    const lines = drawWaterfall([
      withCalls(
        1,
        makeSubsegment(2, [0, 0.3], { name: 'mysql', namespace: 'remote' }),
        makeSubsegment(3, [0.3, 0.6], { name: 'mysql', namespace: 'remote' }),
      ),
    ]);
    const foot = lines.slice(lines.indexOf('Top self time'));
    expect(foot[1]).toMatch(/^mysql in shop ×2 +600ms +60% {2}█/);
    expect(foot[2]).toMatch(/^shop +400ms +40% {2}█/);
  });

  it('draws the head alone when nothing arrived', () => {
    expect(drawWaterfall([])).toHaveLength(2);
  });

  it('colours faults red, services by name, and nothing at colour level 0', () => {
    const documents = [
      withCalls(
        1,
        makeSubsegment(2, [0, 0.2], { name: 'mysql', fault: true, namespace: 'remote' }),
      ),
    ];
    const red = '\u001b[31m';
    const colored = drawWaterfall(documents, { style: { color: 2 } });
    expect(lineOf(colored, 'mysql\u001b[39m\u001b[22m')).toContain(`${red}mysql`);
    expect(lineOf(colored, 'shop\u001b[39m\u001b[22m')).not.toContain(red);
    expect(drawWaterfall(documents).join('')).not.toContain('\u001b');
  });
});

describe('folded siblings', () => {
  const queries = (count: number): readonly Subsegment[] =>
    Array.from({ length: count }, (_, index) =>
      makeSubsegment(10 + index, [0.1 * index, 0.1 * index + 0.05], {
        name: 'mysql',
        namespace: 'remote',
        sql: { sanitized_query: `SELECT role FROM roles WHERE user = ${index}` },
      }),
    );

  it('are one line with their number, sum and 95th percentile', () => {
    const lines = drawWaterfall([withCalls(4, ...queries(37))]);
    expect(lines.filter((line) => line.includes('mysql ×37 (Σ 1.85s, p95 50ms)'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('━ mysql'))).toHaveLength(1);
  });

  it('are drawn one by one when asked to expand', () => {
    const lines = drawWaterfall([withCalls(4, ...queries(37))], { options: { expand: true } });
    expect(lines.filter((line) => line.includes('━ mysql'))).toHaveLength(37);
  });

  it('say of which member the details are', () => {
    const lines = drawWaterfall([withCalls(4, ...queries(37))], { options: { sql: true } });
    expect(lineOf(lines, 'sql  ')).toContain('WHERE user = 0');
    expect(lineOf(lines, '--expand')).toContain('of the first of 37');
  });
});

describe('maxRows', () => {
  const many = Array.from({ length: 20 }, (_, index) =>
    makeSubsegment(10 + index, [0.01 * index, 0.01 * index + 0.005], {
      name: `step-${index}`,
      ...(index === 3 || index === 4 ? { fault: true } : {}),
    }),
  );

  it('says how many rows are hidden, and under which node', () => {
    const lines = drawWaterfall([withCalls(1, ...many)], { options: { maxRows: 6 } });
    expect(lines.filter((line) => /^[┠┣├└┗┡][━─] /.test(line))).toHaveLength(5);
    // 20 steps and one stretch without instrumentation, 5 of them drawn.
    expect(lines).toContain('hidden: 16 rows');
    expect(lineOf(lines, 'shop +')).toContain('shop +16 hidden');
  });

  it('keeps what failed, and says so when even that is too much', () => {
    const kept = drawWaterfall([withCalls(1, ...many)], { options: { maxRows: 3 } });
    expect(kept.filter((line) => / F +\d/.test(line))).toHaveLength(2);
    const fewer = drawWaterfall([withCalls(1, ...many)], { options: { maxRows: 2 } });
    expect(fewer).toContain('hidden: 20 rows, 1 of them failed');
  });

  it('hides nothing when everything has room', () => {
    const lines = drawWaterfall([withCalls(1, ...many)], { options: { maxRows: 22 } });
    expect(lines.join('\n')).not.toContain('hidden');
  });
});
