import { describe, expect, it } from 'vitest';
import { cellWidth } from '../../../../src/render/layout/width.ts';
import { flowParts } from '../../../../src/render/trace/flow-parts.ts';

const STYLE = { width: 80, color: 0, unicode: true } as const;

const flow = (texts: readonly string[], room: number): readonly string[] =>
  flowParts(
    texts.map((text) => ({ text })),
    ' · ',
    room,
    STYLE,
  );

describe('flowParts', () => {
  it('breaks between parts, never within one', () => {
    expect(flow(['user-management 61%', 'mysql 30%', 'SES 9%'], 32)).toEqual([
      'user-management 61% · mysql 30%',
      'SES 9%',
    ]);
  });

  it('takes the middle out of a part that is wider than a line', () => {
    expect(flow(['a', 'notification-clusterip-service'], 12)).toEqual(['a', 'notifi…rvice']);
  });

  it('counts the separator after a part that takes no cell', () => {
    for (const line of flow(['\u0600', 'abc', 'def'], 9)) {
      expect(cellWidth(line)).toBeLessThanOrEqual(9);
    }
  });

  it('is no line at all for no parts', () => {
    expect(flow([], 10)).toEqual([]);
  });
});
