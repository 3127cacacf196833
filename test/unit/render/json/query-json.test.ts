import { describe, expect, it } from 'vitest';
import { explainQueryProblem, queryJson } from '../../../../src/render/json/query-json.ts';

describe('queryJson', () => {
  const document = { TraceSummaries: [{ Id: 'a' }, { Id: 'b' }] };

  it('finds by JMESPath', () => {
    expect(queryJson(document, 'TraceSummaries[].Id')).toEqual({ ok: true, value: ['a', 'b'] });
    expect(queryJson(document, 'length(TraceSummaries)')).toEqual({ ok: true, value: 2 });
  });

  it('finds null where there is nothing', () => {
    expect(queryJson(document, 'Nope.nope')).toEqual({ ok: true, value: null });
  });

  it('says what is wrong when a function is given the wrong thing', () => {
    expect(queryJson(document, 'length(Nope)')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('length()'),
    });
  });
});

describe('explainQueryProblem', () => {
  it('is silent about what can be read', () => {
    expect(explainQueryProblem('TraceSummaries[?Duration > `1`].Id | sort(@)')).toBeUndefined();
  });

  it.each(['TraceSummaries[', '', 'a b', '}'])('explains %j', (expression) => {
    expect(explainQueryProblem(expression)).toMatch(/\w/);
  });
});
