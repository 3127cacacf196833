import { describe, expect, it } from 'vitest';
import { matchGlob } from '../../../../src/xray/sampling/match-glob.ts';

describe('matching a pattern', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything/at all', true],
    ['', '', true],
    ['', 'a', false],
    ['?', '', false],
    ['?', 'a', true],
    ['?', 'ab', false],
    ['/api/*', '/api/users/42', true],
    ['/api/*', '/API/users', true],
    ['/api/*', '/ap', false],
    ['*.example.com', 'www.example.com', true],
    ['*.example.com', 'www.example.com.evil', false],
    ['GET', 'get', true],
    ['a*b*c', 'a--b--b--c', true],
    ['a*b*c', 'a--c--b', false],
    ['*a*', 'bab', true],
    ['a?c*', 'abcdef', true],
    ['**', 'x', true],
    ['*ab', 'aab', true],
    ['/users/?', '/users/42', false],
    ['a.c', 'abc', false],
  ])('%j against %j is %s', (pattern, text, expected) => {
    expect(matchGlob(pattern, text)).toBe(expected);
  });

  it('stays fast on patterns made to backtrack', () => {
    const started = performance.now();
    expect(matchGlob(`${'*a'.repeat(60)}b`, 'a'.repeat(50_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
