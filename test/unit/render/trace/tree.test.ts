import { describe, expect, it } from 'vitest';
import { idOf, makeSegment, makeSubsegment } from '../../../support/make-segment.ts';
import { drawTree } from './draw-scenario.ts';

const documents = [
  makeSegment(1, [0, 1], {
    name: 'shop',
    http: { request: { method: 'GET', url: 'http://shop/cart' }, response: { status: 200 } },
    subsegments: [
      makeSubsegment(2, [0.0125, 0.4], { name: 'mysql', namespace: 'remote', fault: true }),
      makeSubsegment(3, [0.4], { name: 'upload' }),
    ],
  }),
  makeSegment(4, [0.5, 0.6], { name: 'billing', parent_id: idOf(77) }),
];

const rows = (lines: readonly string[]): readonly string[] =>
  lines.slice(lines.findIndex((line) => line.trimStart().startsWith('offset')) + 1);

describe('renderTree', () => {
  it('has offset, total, self time, flags and id before each name, and no bars', () => {
    const lines = drawTree(documents);
    const fields = rows(lines).map((line) => line.trim().split(/ +/).slice(0, 5));
    expect(fields).toEqual([
      ['+0ms', '1s', '12.5ms', '*', idOf(1)],
      ['+12.5ms', '388ms', '388ms', '*F', idOf(2)],
      ['+400ms', '—', '—', '~', idOf(3)],
      ['-', '-', '-', '-', idOf(77)],
      ['+500ms', '100ms', '100ms', '?', idOf(4)],
    ]);
    expect(lines.join('\n')).not.toMatch(/[█▄━]{4}/);
  });

  it('keeps the nodes in the order and under the lines of the waterfall', () => {
    const names = rows(drawTree(documents)).map((line) => line.slice(48));
    expect(names[0]).toBe('shop GET /cart 200');
    expect(names[1]).toMatch(/^┡━ mysql$/);
    expect(names[2]).toMatch(/─ upload$/);
    expect(names[3]).toBe(`(missing parent ${idOf(77)})`);
    expect(names[4]).toBe('└─ billing');
  });

  it('leaves the ids out where names would have no room', () => {
    const lines = drawTree(documents, { style: { width: 60 } });
    expect(lines.join('\n')).not.toContain(idOf(1));
    expect(lines.find((line) => line.includes('shop GET'))).toMatch(
      /^ +\+0ms +1s +\S+ \* +shop GET/,
    );
  });

  it('says how many rows are hidden', () => {
    expect(drawTree(documents, { options: { maxRows: 3 } })).toContain('hidden: 2 rows');
  });
});
