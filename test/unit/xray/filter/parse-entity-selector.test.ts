import { describe, expect, it } from 'vitest';
import { matchesEdge, matchesService } from '../../../../src/xray/filter/matches-service.ts';
import { parseEntitySelector } from '../../../../src/xray/filter/parse.ts';

describe('an entity selector', () => {
  it.each([
    ['service("front")', { kind: 'service', node: { name: 'front' } }],
    ['service()', { kind: 'service', node: {} }],
    [
      ' Service(id(name: "f", type: "AWS::Lambda", account.id: "1")) ',
      { kind: 'service', node: { name: 'f', type: 'AWS::Lambda', accountId: '1' } },
    ],
    [
      'edge("front", "back")',
      { kind: 'edge', source: { name: 'front' }, destination: { name: 'back' } },
    ],
    ['edge(,"back")', { kind: 'edge', source: {}, destination: { name: 'back' } }],
  ])('%s is read', (text, selector) => {
    expect(parseEntitySelector(text)).toEqual({ ok: true, value: selector });
  });

  it.each([
    ['', 0, /is empty/],
    ['id(name: "front")', 0, /one service\(\.\.\.\) or one edge/],
    ['service("front") { fault }', 17, /takes no block/],
    ['service("a") AND service("b")', 13, /cannot stand here/],
    ['fault', 0, /one service/],
    ['(service("a"))', 0, /one service/],
    ['service("a', 8, /no closing quote/],
    ['edge("a")', 8, /two ends/],
  ])('%s is refused', (text, position, message) => {
    expect(parseEntitySelector(text)).toMatchObject({
      ok: false,
      problem: { position, message: expect.stringMatching(message) },
    });
  });
});

describe('a node selector', () => {
  const node = { name: 'fn', type: 'AWS::Lambda', accountId: '1' };

  it.each([
    [{}, true],
    [{ name: 'fn' }, true],
    [{ name: 'Fn' }, false],
    [{ type: 'AWS::Lambda' }, true],
    [{ name: 'fn', type: 'AWS::Lambda::Function' }, false],
    [{ name: 'fn', accountId: '2' }, false],
    [{ name: 'fn', type: 'AWS::Lambda', accountId: '1' }, true],
  ])('%j means every node that agrees with all it says', (selector, meant) => {
    expect(matchesService(selector, node)).toBe(meant);
  });

  it('with a type means no node without one', () => {
    expect(matchesService({ type: 'client' }, { ...node, type: null })).toBe(false);
  });

  it('of an edge is asked of its own end', () => {
    const back = { ...node, name: 'back' };
    const selector = { source: { name: 'fn' }, destination: { name: 'back' } };
    expect(matchesEdge(selector, node, back)).toBe(true);
    expect(matchesEdge(selector, back, node)).toBe(false);
  });
});
