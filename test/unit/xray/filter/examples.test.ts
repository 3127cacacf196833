import { describe, expect, it } from 'vitest';
import type { TraceSummary } from '../../../../src/xray/api/traces.ts';
import { parseFilter } from '../../../../src/xray/filter/parse.ts';
import type { TraceFacts } from '../../../../src/xray/trace-facts.ts';
import { call, edge, makeFacts, node } from './make-facts.ts';
import { matches } from './match.ts';

/** The developer guide's examples: what each finds, and what it must leave out. */
interface Example {
  readonly text: string;
  readonly finds: readonly TraceFacts[];
  readonly leaves: readonly TraceFacts[];
}

const trace = (summary: TraceSummary): TraceFacts => makeFacts(summary);
const faulted = trace({ HasFault: true });
const fine = trace({});
const throughApi = (...calls: ReturnType<typeof call>[]): TraceFacts =>
  makeFacts(
    {},
    [node('api.example.com', { root: true }), node('backend.example.com')],
    [edge(0, 1, ...calls)],
  );
const serving = (name: string, ...outcomes: Parameters<typeof call>[0][]): TraceFacts =>
  makeFacts({}, [node(name, { calls: outcomes.map((outcome) => call(outcome, 1)) })]);
const annotated = (key: string, value: string | number | boolean): TraceFacts =>
  trace({
    Annotations: {
      [key]: [
        {
          AnnotationValue:
            typeof value === 'string'
              ? { StringValue: value }
              : typeof value === 'number'
                ? { NumberValue: value }
                : { BooleanValue: value },
        },
      ],
    },
  });
const weather: TraceFacts = trace({
  ResponseTimeRootCauses: [
    {
      ClientImpacting: true,
      Services: [
        {
          Name: 'GetWeatherData',
          Names: ['GetWeatherData'],
          Inferred: false,
          EntityPath: [
            { Name: 'GetWeatherData', Coverage: 1, Remote: false },
            { Name: 'get_temperature', Coverage: 0.8, Remote: false },
          ],
        },
        {
          Name: 'GetTemperature',
          Inferred: false,
          EntityPath: [{ Name: 'GetTemperature', Coverage: 0.7, Remote: false }],
        },
      ],
    },
  ],
});
const weatherJson = (services: readonly unknown[]): string =>
  `rootcause.json = #${JSON.stringify([{ Services: services }])}`;
const failedAt = (...services: readonly { Name: string; Type?: string; Inferred?: boolean }[]) =>
  trace({ FaultRootCauses: [{ Services: services }] });
const thrown = (...messages: readonly string[]): TraceFacts =>
  trace({
    FaultRootCauses: [
      {
        Services: [
          { EntityPath: [{ Exceptions: messages.map((Message) => ({ Name: 'Error', Message })) }] },
        ],
      },
    ],
  });
const slowEntities = (...coverages: readonly number[]): TraceFacts =>
  trace({
    ResponseTimeRootCauses: [
      {
        Services: coverages.map((Coverage) => ({
          EntityPath: [{ Name: 'traces', Coverage, Remote: true }],
        })),
      },
    ],
  });

const EXAMPLES: readonly Example[] = [
  {
    text: 'responsetime > 5',
    finds: [trace({ ResponseTime: 5.1 })],
    leaves: [trace({ ResponseTime: 5 }), trace({ ResponseTime: 1, Duration: 9 })],
  },
  {
    text: 'duration >= 5 AND duration <= 8',
    finds: [trace({ Duration: 5 }), trace({ Duration: 8 })],
    leaves: [trace({ Duration: 4.9 }), trace({ Duration: 8.1 })],
  },
  {
    text: 'ok !partial duration <3',
    finds: [trace({ Duration: 2 })],
    leaves: [
      trace({ Duration: 3 }),
      trace({ Duration: 2, IsPartial: true }),
      trace({ Duration: 2, HasError: true }),
    ],
  },
  {
    text: '!ok',
    finds: [faulted, trace({ HasError: true }), trace({ HasThrottle: true })],
    leaves: [fine],
  },
  { text: 'ok = false', finds: [faulted], leaves: [fine] },
  {
    text: 'http.status != 200',
    finds: [trace({ Http: { HttpStatus: 404 } })],
    leaves: [trace({ Http: { HttpStatus: 200 } }), trace({ Http: {} }), fine],
  },
  {
    text: 'http.url CONTAINS "/api/game/"',
    finds: [trace({ Http: { HttpURL: 'http://a/api/game/1' } })],
    leaves: [trace({ Http: { HttpURL: 'http://a/API/GAME/1' } }), fine],
  },
  {
    text: 'http.url BEGINSWITH "http://a/" AND http.url CONTAINS "/v2/" AND !service("a")',
    finds: [makeFacts({ Http: { HttpURL: 'http://a/v2/x' } }, [node('b')])],
    leaves: [
      makeFacts({ Http: { HttpURL: 'http://a/v2/x' } }, [node('a')]),
      trace({ Http: { HttpURL: 'https://a/v2/x' } }),
      trace({ Http: { HttpURL: 'http://a/v1/x' } }),
    ],
  },
  {
    text: 'service("api.example.com") { fault }',
    finds: [serving('api.example.com', 'ok', 'fault')],
    leaves: [serving('api.example.com', 'ok', 'error'), serving('other', 'fault'), faulted],
  },
  {
    text: 'service("api.example.com") { fault = true OR responsetime > 2.5 } AND annotation.account = "12345"',
    finds: [
      makeFacts(annotated('account', '12345').summary, [
        node('api.example.com', { calls: [call('ok', 3)] }),
      ]),
    ],
    leaves: [
      makeFacts(annotated('account', '12345').summary, [
        node('api.example.com', { calls: [call('ok', 2)] }),
      ]),
      makeFacts(annotated('account', 12345).summary, [
        node('api.example.com', { calls: [call('fault', 1)] }),
      ]),
    ],
  },
  { text: 'service() { fault }', finds: [serving('any', 'fault')], leaves: [serving('any', 'ok')] },
  {
    text: 'service("mydomain.com") {fault OR error}',
    finds: [serving('mydomain.com', 'error'), serving('mydomain.com', 'fault')],
    leaves: [serving('mydomain.com', 'throttle')],
  },
  {
    text: 'service("data-plane") {root = true and fault = true}',
    finds: [makeFacts({}, [node('data-plane', { root: true, calls: [call('fault', 1)] })])],
    leaves: [
      serving('data-plane', 'fault'),
      makeFacts({}, [node('data-plane', { root: true, calls: [call('ok', 1)] })]),
    ],
  },
  {
    text: 'edge("api.example.com", "backend.example.com") { error }',
    finds: [throughApi(call('error', 1))],
    leaves: [
      throughApi(call('ok', 1)),
      makeFacts(
        {},
        [node('backend.example.com'), node('api.example.com')],
        [edge(0, 1, call('error'))],
      ),
    ],
  },
  {
    text: 'service(id(name: "random-name", type: "AWS::Lambda::Function")) { error }',
    finds: [
      makeFacts({}, [
        node('random-name', { type: 'AWS::Lambda::Function', calls: [call('error', 1)] }),
      ]),
    ],
    leaves: [
      makeFacts({}, [node('random-name', { type: 'AWS::Lambda', calls: [call('error', 1)] })]),
      makeFacts({}, [node('other', { type: 'AWS::Lambda::Function', calls: [call('error', 1)] })]),
    ],
  },
  {
    text: 'service(id(type: "AWS::Lambda::Function"))',
    finds: [makeFacts({}, [node('any', { type: 'AWS::Lambda::Function' })])],
    leaves: [makeFacts({}, [node('any', { type: 'AWS::Lambda' }), node('none')])],
  },
  {
    text: 'annotation.age > 29',
    finds: [annotated('age', 30)],
    leaves: [annotated('age', 29), annotated('age', '30'), annotated('Age', 30), fine],
  },
  {
    text: 'annotation.gameid = "817DL6VO"',
    finds: [annotated('gameid', '817DL6VO')],
    leaves: [annotated('gameid', '817dl6vo'), annotated('other', '817DL6VO')],
  },
  {
    text: 'annotation.age',
    finds: [annotated('age', 0), annotated('age', '')],
    leaves: [annotated('other', 1), fine],
  },
  { text: '!annotation.age', finds: [annotated('other', 1), fine], leaves: [annotated('age', 1)] },
  {
    text: 'annotation[request.id] = "a"',
    finds: [annotated('request.id', 'a')],
    leaves: [annotated('request', 'a')],
  },
  {
    text: 'user CONTAINS ""',
    finds: [trace({ Users: [{ UserName: 'alice' }] })],
    leaves: [trace({ Users: [] }), fine],
  },
  {
    text: 'http.url AND responseTime > 2',
    finds: [trace({ Http: { HttpURL: '/' }, ResponseTime: 3 })],
    leaves: [trace({ ResponseTime: 3 }), trace({ Http: { HttpURL: '/' }, ResponseTime: 2 })],
  },
  {
    text: 'rootcause.fault.service { inferred and name = traces and type = "AWS::DynamoDB" }',
    finds: [failedAt({ Name: 'api' }, { Name: 'traces', Type: 'AWS::DynamoDB', Inferred: true })],
    leaves: [
      failedAt({ Name: 'traces', Type: 'AWS::DynamoDB' }),
      failedAt({ Name: 'traces', Inferred: true }, { Name: 'x', Type: 'AWS::DynamoDB' }),
      faulted,
    ],
  },
  {
    text: 'rootcause.fault.service { index > 1 }',
    finds: [failedAt({ Name: 'a' }, { Name: 'b' }, { Name: 'c' })],
    leaves: [failedAt({ Name: 'a' }, { Name: 'b' })],
  },
  {
    text: 'rootcause.responsetime.service { last and name = "GetTemperature" }',
    finds: [weather],
    leaves: [failedAt({ Name: 'GetTemperature' })],
  },
  {
    text: 'rootcause.responsetime.entity { last and coverage > 0.8 }',
    finds: [slowEntities(0.1, 0.9)],
    leaves: [slowEntities(0.9, 0.8)],
  },
  {
    text: 'rootcause.responsetime.entity { remote and coverage > 0.7 and name = "traces" }',
    finds: [slowEntities(0.9, 0.1)],
    leaves: [weather],
  },
  {
    text: 'rootcause.fault.exception { last and message = "Access Denied for account_id: 1234567890" }',
    finds: [thrown('other', 'Access Denied for account_id: 1234567890')],
    leaves: [thrown('Access Denied for account_id: 1234567890', 'other')],
  },
  {
    text: weatherJson([
      {
        Name: 'GetWeatherData',
        EntityPath: [{ Name: 'GetWeatherData' }, { Name: 'get_temperature' }],
      },
      { Name: 'GetTemperature', EntityPath: [{ Name: 'GetTemperature' }] },
    ]),
    finds: [weather],
    leaves: [failedAt({ Name: 'GetWeatherData' }, { Name: 'GetTemperature' }), fine],
  },
  {
    text: weatherJson([{ Name: 'GetTemperature' }, { Name: 'GetWeatherData' }]),
    finds: [failedAt({ Name: 'GetTemperature' }, { Name: 'GetWeatherData' })],
    leaves: [weather],
  },
];

describe("the developer guide's examples", () => {
  it.each(EXAMPLES)('$text finds what it says', ({ text, finds }) => {
    for (const facts of finds) expect(matches(text, facts)).toBe(true);
  });

  it.each(EXAMPLES)('$text leaves out the rest', ({ text, leaves }) => {
    for (const facts of leaves) expect(matches(text, facts)).toBe(false);
  });

  it('a group stands for its stored expression', () => {
    const stored = parseFilter('responsetime > 3');
    const groups = (key: { readonly name?: string }) =>
      stored.ok && key.name === 'high_response_time' ? stored.value : undefined;
    const text = 'group.name = "high_response_time" AND user = "alice"';
    const alice = { Users: [{ UserName: 'bob' }, { UserName: 'alice' }] };
    expect(matches(text, trace({ ResponseTime: 4, ...alice }), groups)).toBe(true);
    expect(matches(text, trace({ ResponseTime: 2, ...alice }), groups)).toBe(false);
    expect(matches(text, trace({ ResponseTime: 4 }), groups)).toBe(false);
  });
});
