import { describe, expect, it } from 'vitest';
import { composeFilter, type FilterOptions } from '../../../../src/core/traces/compose-filter.ts';
import { parseFilter } from '../../../../src/xray/filter/parse.ts';
import { printFilter } from '../../../../src/xray/filter/print.ts';

const composed = (options: FilterOptions): string | undefined => {
  const expression = composeFilter(options);
  return expression && printFilter(expression);
};

const expressionOf = (text: string) => {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
};

describe('the flags of a listing', () => {
  it('that ask nothing make no expression', () => {
    expect(composeFilter({})).toBeUndefined();
    expect(composeFilter({ fault: false, annotations: [], url: undefined })).toBeUndefined();
  });

  it.each<readonly [FilterOptions, string]>([
    [{ service: 'api "x"' }, 'service("api \\"x\\"")'],
    [{ status: '404' }, 'http.status = 404'],
    [{ status: '5xx' }, 'http.status >= 500 AND http.status <= 599'],
    [{ status: '4XX' }, 'http.status >= 400 AND http.status <= 499'],
    [{ minDuration: 0.5 }, 'duration >= 0.5'],
    [{ minDuration: 0, maxDuration: 2 }, 'duration >= 0 AND duration <= 2'],
    [{ url: '/api' }, 'http.url CONTAINS "/api"'],
    [{ method: 'post' }, 'http.method = "POST"'],
    [{ user: 'alice' }, 'user = "alice"'],
    [{ partial: true }, 'partial'],
    [{ fault: true }, 'fault'],
    [{ error: true, throttle: true }, 'error OR throttle'],
    [{ fault: true, throttle: true, partial: true }, '(fault OR throttle) AND partial'],
  ])('%j make %s', (options, text) => {
    expect(composed(options)).toBe(text);
  });

  it('that name an outcome ask the service where one is named, in one block', () => {
    expect(composed({ service: 'pay', fault: true })).toBe('service("pay") { fault }');
    expect(composed({ service: 'pay', fault: true, error: true, status: '404' })).toBe(
      'service("pay") { fault OR error } AND http.status = 404',
    );
  });

  it.each([
    ['30', 'annotation.k = 30'],
    ['-1.50', 'annotation.k = -1.5'],
    ['true', 'annotation.k = true'],
    ['True', 'annotation.k = "True"'],
    ['gold', 'annotation.k = "gold"'],
    ['', 'annotation.k = ""'],
    ['"30"', 'annotation.k = "30"'],
    ['007', 'annotation.k = "007"'],
    ['+1', 'annotation.k = "+1"'],
    ['0x1f', 'annotation.k = "0x1f"'],
    ['Infinity', 'annotation.k = "Infinity"'],
    ['1e999', 'annotation.k = "1e999"'],
    ['12345678901234567890', 'annotation.k = "12345678901234567890"'],
    ['a=b', 'annotation.k = "a=b"'],
  ])('that look for the annotation value %s compare with its type', (value, text) => {
    expect(composed({ annotations: [{ key: 'k', value }] })).toBe(text);
  });

  it('that look for an annotation key with dots put it in brackets', () => {
    const annotations = [
      { key: 'request.id', value: 'a' },
      { key: 'plain', value: 'b' },
    ];
    expect(composed({ annotations })).toBe(
      'annotation[request.id] = "a" AND annotation.plain = "b"',
    );
  });

  it('are joined with an expression of the user, which keeps its meaning', () => {
    const filter = expressionOf('fault OR error');
    expect(composed({ filter })).toBe('fault OR error');
    expect(composed({ service: 'pay', partial: true, filter })).toBe(
      'service("pay") AND partial AND (fault OR error)',
    );
  });

  it('make an expression that reads back as itself', () => {
    const options: FilterOptions = {
      service: 'pay',
      fault: true,
      status: '5xx',
      minDuration: 1e-7,
      url: '"\u0000',
      annotations: [{ key: 'we ]ird', value: 'x' }],
      filter: expressionOf('a = 1'.replace('a', 'annotation.a')),
    };
    const expression = composeFilter(options);
    expect(expression && parseFilter(printFilter(expression))).toEqual({
      ok: true,
      value: expression,
    });
  });

  it.each(['', 'x', '5x', '600', '099', '5xxx', '-404', '4 04'])(
    'that give the status "%s" are a usage error with a remedy',
    (status) => {
      expect(() => composeFilter({ status })).toThrow(
        expect.objectContaining({ kind: 'usage', remedy: expect.stringContaining('--status') }),
      );
    },
  );
});
