import { describe, expect, it } from 'vitest';
import type { ServiceId, TraceSummary } from '../../../../src/xray/api/traces.ts';
import { compileFilter } from '../../../../src/xray/filter/evaluate.ts';
import { parseFilter } from '../../../../src/xray/filter/parse.ts';
import type { AnnotationValue } from '../../../../src/xray/segment.ts';
import { call, edge, makeFacts, node } from './make-facts.ts';
import { matches } from './match.ts';

const all = (texts: readonly string[], facts: ReturnType<typeof makeFacts>) =>
  texts.filter((text) => matches(text, facts));

describe('a keyword of the trace', () => {
  it('in capitals or not asks the root request, whatever happened further down', () => {
    const facts = makeFacts({}, [node('deep', { calls: [call('fault', 1)] })]);
    expect(all(['fault', 'FAULT', 'error', 'throttle', '!ok'], facts)).toEqual([]);
    expect(all(['ok', 'fault = false', 'service() { fault }'], facts)).toHaveLength(3);
  });

  it('that is a flag left out counts as false', () => {
    const facts = { summary: {}, graph: { nodes: [], edges: [] } };
    const texts = ['ok', 'fault = false', '!error', 'partial != true', 'inferred = false'];
    expect(all(texts, facts)).toEqual(texts);
  });

  it('compared never matches where it is missing, != included', () => {
    const facts = {
      summary: { Http: { HttpStatus: null, HttpURL: null } } as unknown as TraceSummary,
      graph: { nodes: [], edges: [] },
    };
    const texts = [
      'responsetime < 1',
      'duration != 1',
      'http.status != 200',
      'http.status',
      'http.url != "x"',
      'http.url CONTAINS ""',
      'user != "x"',
      'annotation.a != 1',
    ];
    expect(all(texts, facts)).toEqual([]);
  });

  it.each([
    ['http.method = "GET"', { Http: { HttpMethod: 'GET' } }, true],
    ['http.method = "get"', { Http: { HttpMethod: 'GET' } }, false],
    ['http.useragent ENDSWITH "/1"', { Http: { UserAgent: 'probe/1' } }, true],
    ['http.clientip BEGINSWITH "10."', { Http: { ClientIp: '10.0.0.1' } }, true],
    ['availabilityzone = "eu-1a"', { AvailabilityZones: [{ Name: 'x' }, { Name: 'eu-1a' }] }, true],
    ['instance.id', { InstanceIds: [{ Id: 'i-1' }] }, true],
    ['instance.id', { InstanceIds: [] }, false],
    ['resource.arn CONTAINS ":function:"', { ResourceARNs: [{ ARN: 'a:function:f' }] }, true],
    ['user != "alice"', { Users: [{ UserName: 'alice' }] }, false],
    ['user != "alice"', { Users: [{ UserName: 'alice' }, { UserName: 'bob' }] }, true],
    ['partial', { IsPartial: true }, true],
    ['duration = 7', { Duration: 7 }, true],
    ['responsetime', { ResponseTime: 0 }, true],
  ])('%s of %j is %s', (text, summary, matched) => {
    expect(matches(text, makeFacts(summary))).toBe(matched);
  });

  it('inferred asks whether any node is', () => {
    expect(matches('inferred', makeFacts({}, [node('a'), node('b', { inferred: true })]))).toBe(
      true,
    );
    expect(matches('inferred', makeFacts({}, [node('a')]))).toBe(false);
  });
});

describe('an annotation', () => {
  const annotated = (...values: readonly (readonly [AnnotationValue, (readonly ServiceId[])?])[]) =>
    makeFacts(
      {
        Annotations: {
          k: values.map(([value, ids]) => ({
            AnnotationValue:
              typeof value === 'string'
                ? { StringValue: value }
                : typeof value === 'number'
                  ? { NumberValue: value }
                  : { BooleanValue: value },
            ...(ids ? { ServiceIds: ids } : {}),
          })),
        },
      },
      [node('front'), node('back', { type: 'AWS::EC2::Instance' })],
      [edge(0, 1, call('ok', 1))],
    );

  it('compares with values of its own type only', () => {
    const texts = ['annotation.k = 5', 'annotation.k = "5"', 'annotation.k != "x"'];
    expect(all(texts, annotated([5]))).toEqual(['annotation.k = 5']);
    expect(all(texts, annotated(['5']))).toEqual(['annotation.k = "5"', 'annotation.k != "x"']);
    expect(all(texts, annotated([true]))).toEqual([]);
  });

  it('with several values matches by any of them', () => {
    const facts = annotated([1], ['one'], [9]);
    const texts = ['annotation.k > 5', 'annotation.k < 5', 'annotation.k = "one"'];
    expect(all(texts, facts)).toEqual(texts);
    expect(matches('annotation.k > 9', facts)).toBe(false);
  });

  it('alone asks whether it is set; a boolean is asked for its value', () => {
    expect(matches('annotation.k', annotated([0]))).toBe(true);
    expect(matches('annotation.k', annotated(['']))).toBe(true);
    expect(matches('annotation.k', annotated([true]))).toBe(true);
    expect(matches('annotation.k', annotated([false]))).toBe(false);
    expect(matches('annotation.k = false', annotated([false]))).toBe(true);
  });

  it('named like a member of every object is not found where it is not', () => {
    expect(all(['annotation.constructor', 'annotation["__proto__"]'], annotated([1]))).toEqual([]);
  });

  it('in a block is asked of the services it is ascribed to', () => {
    const facts = annotated(['a', [{ Name: 'front' }]], ['b', [{ Name: 'back', Type: 'x' }]]);
    expect(matches('service("front") { annotation.k = "a" }', facts)).toBe(true);
    expect(matches('service("back") { annotation.k = "a" }', facts)).toBe(false);
    expect(matches('service("back") { annotation.k = "b" }', facts)).toBe(false);
    expect(matches('edge("front", "back") { source.annotation.k = "a" }', facts)).toBe(true);
    expect(matches('edge("front", "back") { destination.annotation.k = "a" }', facts)).toBe(false);
  });

  it('in a block counts for every service where it is ascribed to none', () => {
    const facts = annotated(['a']);
    expect(matches('service("front") { annotation.k = "a" }', facts)).toBe(true);
    expect(matches('service("back") { annotation.k = "a" }', facts)).toBe(true);
    expect(matches('service("back") { annotation.k = "b" }', facts)).toBe(false);
  });
});

describe('service()', () => {
  it('wants one call that satisfies the whole block', () => {
    const facts = makeFacts({}, [node('a', { calls: [call('fault', 1), call('ok', 9)] })]);
    expect(matches('service("a") { fault AND responsetime < 2 }', facts)).toBe(true);
    expect(matches('service("a") { fault AND responsetime > 2 }', facts)).toBe(false);
    expect(matches('service("a") { fault } AND service("a") { responsetime > 2 }', facts)).toBe(
      true,
    );
  });

  it('takes the outcomes of a call one at a time', () => {
    const facts = makeFacts({}, [node('a', { calls: [call('throttle', 1)] })]);
    expect(all(['service() { throttle }', 'service() { error }'], facts)).toEqual([
      'service() { throttle }',
    ]);
    expect(matches('service() { ok }', facts)).toBe(false);
  });

  it('knows an unfinished call as partial and without a time', () => {
    const facts = makeFacts({}, [node('a', { calls: [call('ok')] })]);
    expect(matches('service() { partial AND !responsetime }', facts)).toBe(true);
    expect(matches('service() { responsetime < 100 }', facts)).toBe(false);
  });

  it('tells what a call took from all it set off', () => {
    const facts = makeFacts({}, [
      node('a', { calls: [{ outcome: 'ok', duration: 1, span: 8 }, call('ok', 2)] }),
    ]);
    expect(matches('service("a") { responsetime = 1 AND duration = 8 }', facts)).toBe(true);
    expect(matches('service("a") { responsetime = 2 AND duration = 2 }', facts)).toBe(true);
    expect(matches('service("a") { responsetime > 2 }', facts)).toBe(false);
  });

  it('finds a node without calls by what the node is, never by calls', () => {
    const facts = makeFacts({}, [node('a', { type: 'client', calls: [] })]);
    expect(
      all(
        [
          'service("a")',
          'service(id(type: "client"))',
          'service() { type = "client" AND !root }',
          'service() { ok }',
          'service() { !ok }',
          'service() { !fault OR type = "client" }',
        ],
        facts,
      ),
    ).toEqual([
      'service("a")',
      'service(id(type: "client"))',
      'service() { type = "client" AND !root }',
    ]);
  });

  it('asks a node for its name, type, root and inferred', () => {
    const facts = makeFacts({}, [
      node('table', { type: 'AWS::DynamoDB::Table', inferred: true }),
      node('api', { root: true }),
    ]);
    const text = 'service() { name BEGINSWITH "t" type CONTAINS "Dynamo" inferred !root }';
    expect(matches(text, facts)).toBe(true);
    expect(matches('service("api") { type }', facts)).toBe(false);
    expect(matches('service("api") { type != "x" }', facts)).toBe(false);
    expect(matches('service("api") { root }', facts)).toBe(true);
  });
});

describe('edge()', () => {
  const facts = makeFacts(
    {},
    [node('api', { type: 'client', calls: [] }), node('api', { root: true }), node('db')],
    [edge(0, 1, call('error', 3)), edge(1, 2, call('ok', 1), call('fault', 2))],
  );

  it.each([
    ['edge("api", "db")', true],
    ['edge("db", "api")', false],
    ['edge("api", )', true],
    ['edge("db", )', false],
    ['edge(, "db") { fault }', true],
    ['edge(, "db") { fault AND responsetime = 1 }', false],
    ['edge(, "db") { error }', false],
    ['edge(id(type: "client"), "api") { error AND duration >= 3 }', true],
    ['edge(id(name: "api", type: "client"), "db")', false],
    ['edge() { throttle }', false],
    ['edge() { !ok }', true],
  ])('%s is %s', (text, matched) => {
    expect(matches(text, facts)).toBe(matched);
  });

  it('does not take what the callee reported for what the caller saw', () => {
    const blamed = makeFacts(
      {},
      [node('a'), node('b', { calls: [call('fault', 9)] })],
      [edge(0, 1, call('ok', 1))],
    );
    expect(matches('edge("a", "b") { fault OR responsetime > 5 }', blamed)).toBe(false);
  });
});

describe('rootcause', () => {
  const path = {
    Services: [
      {
        Name: 'api',
        EntityPath: [
          { Name: 'api' },
          { Name: 'charge', Exceptions: [{ Name: 'E', Message: 'm1' }] },
        ],
      },
      {
        Name: 'pay',
        Type: 'remote',
        Inferred: true,
        EntityPath: [{ Name: 'pay', Remote: true, Exceptions: [{ Name: 'F', Message: 'm2' }] }],
      },
    ],
  };
  const facts = makeFacts({ ErrorRootCauses: [path, { Services: [{ Name: 'other' }] }] });

  it.each([
    ['rootcause.error.service', true],
    ['rootcause.fault.service', false],
    ['rootcause.error.service { first AND name = "api" }', true],
    ['rootcause.error.service { first AND last AND name = "other" }', true],
    ['rootcause.error.service { first AND last AND name = "api" }', false],
    ['rootcause.error.service { index = 1 AND type = "remote" AND inferred }', true],
    ['rootcause.error.entity { last AND remote AND name = "pay" }', true],
    ['rootcause.error.entity { index = 2 AND name = "pay" }', true],
    ['rootcause.error.entity { name = "charge" AND remote }', false],
    ['rootcause.error.entity { !remote AND index = 1 AND name = "charge" }', true],
    ['rootcause.error.exception { first AND name = "E" AND message CONTAINS "1" }', true],
    ['rootcause.error.exception { name = "E" AND message = "m2" }', false],
    ['rootcause.responsetime.entity', false],
  ])('%s is %s', (text, matched) => {
    expect(matches(text, facts)).toBe(matched);
  });
});

describe('rootcause.json', () => {
  const facts = makeFacts({
    FaultRootCauses: [
      {
        ClientImpacting: true,
        Services: [{ Name: 'a', Type: 'x' }, { Name: 'b' }, { Name: 'c' }],
      },
    ],
    ResponseTimeRootCauses: [{ Services: [{ EntityPath: [{ Name: 'slow', Coverage: 0.7 }] }] }],
  });

  it.each([
    [[{}], true],
    [[{ ClientImpacting: true }], true],
    [[{ ClientImpacting: false }], false],
    [[{ Services: [{ Name: 'a' }, { Name: 'c' }] }], true],
    [[{ Services: [{ Name: 'c' }, { Name: 'a' }] }], false],
    [[{ Services: [{ Name: 'a' }, { Name: 'a' }] }], false],
    [[{ Services: [{ Name: 'b', Type: null }] }], true],
    [[{ Services: [{ Name: 'a', Type: null }] }], false],
    [[{ Services: [{ Name: 'a', Type: 'y' }] }], false],
    [[{ Services: 'a' }], false],
    [[{ Services: { 0: {} } }], false],
    [[{ Services: [{ EntityPath: [{ Coverage: 0.7 }] }] }], true],
    [[{ ClientImpacting: true }, { Services: [{ EntityPath: [{ Name: 'slow' }] }] }], true],
    [[{ ClientImpacting: true }, { Services: [{ Name: 'z' }] }], false],
    [[{ toString: {} }], false],
  ])('%j is a subset of what there is: %s', (patterns, matched) => {
    const json = JSON.stringify(patterns);
    expect(matches(`rootcause.json = #${json}`, facts)).toBe(matched);
    expect(matches(`rootcause.json != #${json}`, facts)).toBe(!matched);
  });
});

describe('a group', () => {
  const lookup =
    (stored: Readonly<Record<string, string>>) =>
    ({ name, arn }: { readonly name?: string; readonly arn?: string }) => {
      const text = stored[name ?? arn ?? ''];
      const parsed = text === undefined ? undefined : parseFilter(text);
      return parsed?.ok ? parsed.value : undefined;
    };
  const faulted = makeFacts({ HasFault: true });

  it('is found by name and by ARN', () => {
    const groups = lookup({ bad: 'fault', 'arn:bad': 'fault' });
    expect(matches('group.name = "bad"', faulted, groups)).toBe(true);
    expect(matches('group.arn = "arn:bad"', faulted, groups)).toBe(true);
    expect(matches('group.name != "bad"', faulted, groups)).toBe(false);
    expect(matches('group.name = "bad"', makeFacts(), groups)).toBe(false);
  });

  it('that does not exist matches nothing', () => {
    expect(matches('group.name = "none"', faulted)).toBe(false);
    expect(matches('group.name != "none"', faulted)).toBe(true);
  });

  it.each([
    ['itself', { a: 'fault OR group.name = "a"' }],
    ['one that comes back', { a: 'group.name = "b" OR fault', b: 'group.name = "a" OR fault' }],
    ['a circle it is no part of', { a: 'fault OR group.name = "b"', b: 'group.name != "b"' }],
  ])('that leads to %s matches nothing', (_, stored) => {
    expect(matches('group.name = "a"', faulted, lookup(stored))).toBe(false);
  });

  it('that leads into a circle is the same wherever one enters', () => {
    const groups = lookup({
      a: 'group.name = "b"',
      b: 'group.name = "c" OR fault',
      c: '!group.name = "b"',
      free: 'fault',
    });
    expect(matches('group.name = "c" OR group.name = "b"', faulted, groups)).toBe(false);
    expect(matches('group.name = "b" OR group.name = "c"', faulted, groups)).toBe(false);
    expect(matches('group.name = "a" OR group.name = "free"', faulted, groups)).toBe(true);
  });

  it('of groups of groups costs their sum, not their product', () => {
    const stored: Record<string, string> = { g0: 'fault' };
    for (let level = 1; level <= 25; level++)
      stored[`g${level}`] = `group.name = "g${level - 1}" AND group.name = "g${level - 1}"`;
    expect(matches('group.name = "g25"', faulted, lookup(stored))).toBe(true);
  });

  it('is looked up once, before any trace is seen', () => {
    let asked = 0;
    const parsed = parseFilter('group.name = "g" OR group.name = "g"');
    if (!parsed.ok) throw new Error(parsed.problem.message);
    const test = compileFilter(parsed.value, () => {
      asked++;
      return { kind: 'field', keyword: 'fault' };
    });
    expect([test(faulted), test(makeFacts()), test(faulted)]).toEqual([true, false, true]);
    expect(asked).toBe(1);
  });
});
