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

  // A matcher that goes back to every `*` takes some 80-over-8 steps, 29 thousand million: longer than a test may run.
  it('does not try every place for every star', () => {
    expect(matchGlob(`${'*a'.repeat(8)}b`, 'a'.repeat(80))).toBe(false);
  });
});
