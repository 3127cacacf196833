import { describe, expect, it } from 'vitest';
import type { FilterExpression } from '../../../../src/xray/filter/ast.ts';
import type { FilterProblem } from '../../../../src/xray/filter/filter-problem.ts';
import { MAX_FILTER_DEPTH, MAX_FILTER_LENGTH } from '../../../../src/xray/filter/limits.ts';
import { parseFilter } from '../../../../src/xray/filter/parse.ts';
import { printFilter } from '../../../../src/xray/filter/print.ts';

const parsed = (text: string): FilterExpression => {
  const result = parseFilter(text);
  if (!result.ok) throw new Error(`${text}: ${result.problem.message}`);
  return result.value;
};

const problemOf = (text: string): FilterProblem => {
  const result = parseFilter(text);
  if (result.ok) throw new Error(`${text} was accepted as ${printFilter(result.value)}`);
  return result.problem;
};

const markedBy = (text: string, { position, length }: FilterProblem): string =>
  text.slice(position, position + length);

describe('a sound expression', () => {
  it.each([
    ['ok !partial duration <3', 'ok AND !partial AND duration < 3'],
    ['fault AND error throttle', 'fault AND error AND throttle'],
    ['fault or error and ok', 'fault OR error AND ok'],
    ['(fault OR error) ok', '(fault OR error) AND ok'],
    ['((fault))', 'fault'],
    ['fault AND (error AND ok)', 'fault AND (error AND ok)'],
    ['!(fault AND ok)', '!(fault AND ok)'],
    ['!!fault', '!!fault'],
    ['! fault', '!fault'],
    ['FAULT aNd Ok', 'fault AND ok'],
    ['ResponseTime>=.5', 'responsetime >= 0.5'],
    ['duration = -0', 'duration = 0'],
    ['duration < 1e3', 'duration < 1000'],
    ['fault = "True"', 'fault = true'],
    ['fault != FALSE', 'fault != false'],
    ['http.url contains "/a"', 'http.url CONTAINS "/a"'],
    [
      'http.url BeginsWith "a" http.url EndsWith "z"',
      'http.url BEGINSWITH "a" AND http.url ENDSWITH "z"',
    ],
    ['user = alice', 'user = "alice"'],
    ['user = first', 'user = "first"'],
    ['user = "a\\"b\\\\c\\u0041\\n"', 'user = "a\\"b\\\\cA\\n"'],
    ['user = "tab\there"', 'user = "tab\\there"'],
    ['user = "日本 🙂"', 'user = "日本 🙂"'],
    ['Annotation.GameId = 1', 'annotation.GameId = 1'],
    ['annotation[GameId] = true', 'annotation.GameId = true'],
    ['annotation[ a.b ] = "true"', 'annotation[a.b] = "true"'],
    ['annotation["a]b"]', 'annotation["a]b"]'],
    ['annotation.größe > 1', 'annotation[größe] > 1'],
    ['annotation.x = word', 'annotation.x = "word"'],
    ['annotation.x = FALSE', 'annotation.x = false'],
    ['annotation.x ENDSWITH "z"', 'annotation.x ENDSWITH "z"'],
    ['service()', 'service()'],
    ['SERVICE ( "x" ) { }', 'service("x")'],
    ['service("x"){fault OR error}', 'service("x") { fault OR error }'],
    ['service(id(name:"x"))', 'service("x")'],
    [
      'service(ID(account.id:"1", Type:"t" , NAME:"x"))',
      'service(id(name: "x", type: "t", account.id: "1"))',
    ],
    [
      'service("x") { annotation[a.b] > 1 !root }',
      'service("x") { annotation[a.b] > 1 AND !root }',
    ],
    ['edge("a","b")', 'edge("a", "b")'],
    ['edge("a",)', 'edge("a", )'],
    ['edge(,"b"){error}', 'edge(, "b") { error }'],
    ['edge(,)', 'edge(, )'],
    ['edge()', 'edge(, )'],
    ['edge(id(type:"client"),"b")', 'edge(id(type: "client"), "b")'],
    [
      'edge() { source.annotation.a AND Destination.Annotation[b.c] = 1 }',
      'edge(, ) { source.annotation.a AND destination.annotation[b.c] = 1 }',
    ],
    ['rootcause.fault.service', 'rootcause.fault.service'],
    [
      'RootCause.Error.Exception{first message="m"}',
      'rootcause.error.exception { first AND message = "m" }',
    ],
    [
      'rootcause.responsetime.entity{coverage>.5}',
      'rootcause.responsetime.entity { coverage > 0.5 }',
    ],
    ['rootcause.json=# [ {"Services": []} ]', 'rootcause.json = #[{"Services":[]}]'],
    [
      'rootcause.json != #[{"Name":"]}\\"#"}] fault',
      'rootcause.json != #[{"Name":"]}\\"#"}] AND fault',
    ],
    ['group.name != "slow"', 'group.name != "slow"'],
    ['Group.ARN = "arn:aws:xray:x"', 'group.arn = "arn:aws:xray:x"'],
    ['\n\tfault\n AND\n ok ', 'fault AND ok'],
    ['service("a")service("b")', 'service("a") AND service("b")'],
  ])('%s reads as %s', (text, canonical) => {
    expect(printFilter(parsed(text))).toBe(canonical);
    expect(parsed(canonical)).toEqual(parsed(text));
  });

  it('keeps what was grouped, as one tree of terms', () => {
    expect(parsed('fault AND ok OR !error')).toEqual({
      kind: 'or',
      terms: [
        {
          kind: 'and',
          terms: [
            { kind: 'field', keyword: 'fault' },
            { kind: 'field', keyword: 'ok' },
          ],
        },
        { kind: 'not', term: { kind: 'field', keyword: 'error' } },
      ],
    });
  });
});

/** Text, the part of it marked, words of the message, and the suggestion. */
type Refused = readonly [text: string, marked: string, message: RegExp, suggestion?: string];

const UNKNOWN: readonly Refused[] = [
  ['fualt', 'fualt', /no keyword/, 'fault'],
  ['ok AND response_time > 1', 'response_time', /no keyword/, 'responsetime'],
  ['latency > 1', 'latency', /no keyword/, 'responsetime'],
  ['status = 200', 'status', /no keyword/, 'http.status'],
  ['anotation.x = 1', 'anotation.x', /no keyword/, 'annotation.x'],
  ['servise("x")', 'servise', /no keyword/, 'service'],
  ['rootcause.fault.servce', 'rootcause.fault.servce', /no keyword/, 'rootcause.fault.service'],
  ['fault adn ok', 'adn', /no keyword/, 'AND'],
  ['http.url CONTAIN "x"', 'CONTAIN', /no keyword/, 'CONTAINS'],
  ['customerId = 1', 'customerId', /write annotation\.KEY/],
  ['service("x") { eror }', 'eror', /no keyword/, 'error'],
  ['http status = 200', 'http status', /one word here: http\.status/, 'http.status'],
  ['Response time > 500ms', 'Response time > 500ms', /seconds/, 'responsetime > 0.5'],
];

const MISPLACED: readonly Refused[] = [
  ['coverage > 0.5', 'coverage', /cannot be asked of a trace.*rootcause\.responsetime\.entity/],
  ['fault AND first', 'first', /cannot be asked of a trace.*rootcause/],
  ['root', 'root', /cannot be asked of a trace.*service\(\)/],
  ['service() { http.url = "x" }', 'http.url', /cannot be asked of a service.*outside any block/],
  ['service() { last }', 'last', /cannot be asked of a service/],
  ['edge() { root }', 'root', /cannot be asked of an edge/],
  ['edge() { http.status = 500 }', 'http.status', /cannot be asked of an edge/],
  ['edge() { annotation.x }', 'annotation.x', /which end/],
  ['rootcause.fault.entity { coverage > 1 }', 'coverage', /rootcause\.responsetime\.entity/],
  ['rootcause.fault.service { message = "x" }', 'message', /rootcause\.fault\.exception/],
  ['rootcause.fault.service { annotation.x }', 'annotation.x', /Annotations cannot be asked/],
  ['service() { edge("a","b") }', 'edge', /inside a block/],
  ['service() { group.name = "x" }', 'group.name', /inside a block/],
  ['rootcause.responsetime.exception', 'rootcause.responsetime.exception', /no exceptions/],
  ['id(name: "x")', 'id', /inside service/],
];

const MISTYPED: readonly Refused[] = [
  ['fault > 3', '>', /true or false/],
  ['fault = 3', '3', /needs true or false/],
  ['fault = maybe', 'maybe', /needs true or false/],
  ['fault = 5ms', '5ms', /needs true or false/],
  ['responsetime CONTAINS "a"', 'CONTAINS', /is a number/],
  ['responsetime > "0.5"', '"0.5"', /needs a number/, '0.5'],
  ['responsetime > 500ms', '500ms', /in seconds/, '0.5'],
  ['duration <= 1.5m', '1.5m', /in seconds/, '90'],
  ['duration <= 3us', '3us', /in seconds/, '0.000003'],
  ['duration > 3parsecs', '3parsecs', /no number/],
  [
    'http.status = 5xx',
    'http.status = 5xx',
    /range/,
    '(http.status >= 500 AND http.status <= 599)',
  ],
  ['rootcause.responsetime.entity { coverage > 80% }', '80%', /0 to 1/, '0.8'],
  ['http.url < "a"', '<', /is text/],
  ['http.url = 5', '5', /double quotes/, '"5"'],
  ['http.clientip = 10.0.0.1', '10.0.0.1', /double quotes/, '"10.0.0.1"'],
  ["user = 'bob'", "'bob'", /double quotes/, '"bob"'],
  ['user = “bob”', '“bob”', /double quotes/, '"bob"'],
  ['annotation.x < "a"', '"a"', /needs a number/],
  ['annotation.x < true', 'true', /needs a number/],
  ['annotation.x CONTAINS 5', '5', /needs a string/, '"5"'],
  ['annotation.x = 12ab', '12ab', /needs double quotes/, '"12ab"'],
  ['group.name CONTAINS "x"', 'CONTAINS', /= or != only/],
  ['group.name = 5', '5', /needs a string/, '"5"'],
  ['group.name', '', /= or != only/],
  ['duration < 1e999', '1e999', /too large/],
];

const MALFORMED: readonly Refused[] = [
  ['', '', /is empty/],
  [' \n ', '', /is empty/],
  ['fault AND', '', /ends where a condition/],
  ['AND fault', 'AND', /stands where a condition/],
  ['fault OR OR ok', 'OR', /stands where a condition/],
  ['!', '', /ends where a condition/],
  ['()', ')', /stands where a condition/],
  ['"x"', '"x"', /stands where a condition/],
  ['(fault', '(', /not closed/],
  ['service("x") { fault', '{', /not closed/],
  ['service("x"', '(', /not closed/],
  ['fault)', ')', /closes nothing/],
  ['(fault}', '}', /closes nothing/],
  ['http.url = "abc', '"abc', /no closing quote/],
  ['http.url = "a\\d"', '\\d', /no escape/, '\\\\d'],
  ['http.url = "a\\u00g0"', '\\u', /no escape/, '\\\\u'],
  ['http.url = "a\\', '"a\\', /no closing quote/],
  ['http.status 200', '200', /operator is missing/],
  ['http.status =', '', /value is missing/],
  ['http.status = AND', 'AND', /needs a number/],
  ['user = or', 'or', /needs a string/],
  ['fault = = true', '=', /needs true or false/],
  ['http.status == 200', '==', /no operator/, '='],
  ['http.status <> 200', '<>', /no operator/, '!='],
  ['duration => 2', '=>', /no operator/, '>='],
  ['fault && ok', '&&', /no operator/, 'AND'],
  ['fault || ok', '||', /no operator/, 'OR'],
  ['NOT fault', 'NOT', /no word/, '!'],
  ['http.url STARTSWITH "a"', 'STARTSWITH', /no word/, 'BEGINSWITH'],
  ['fault ; ok', ';', /no meaning/],
  ['fault 🙂', '🙂', /no meaning/],
  ['annotation.a.b = 1', 'annotation.a.b', /needs brackets/, 'annotation[a.b]'],
  ['annotation.my-key', 'annotation.my-key', /needs brackets/, 'annotation[my-key]'],
  ['annotation = 1', 'annotation', /needs a key/],
  ['annotation.', 'annotation.', /needs a key/],
  ['annotation[]', '[]', /no annotation key/],
  ['annotation[a = 1', '[a = 1', /no closing bracket/],
  ['service', 'service', /needs parentheses/],
  ['service(x)', 'x', /double quotes/, '"x"'],
  ['service("x" "y")', '"y"', /Expected "\)"/],
  ['service(id())', ')', /takes name, type/],
  ['service(id(name:"a", name:"b"))', 'name', /once/],
  ['service(id(region:"a"))', 'region', /takes name, type/],
  ['service(id(name="a"))', '=', /colon/, ':'],
  ['service(id(account.id: 123))', '123', /double quotes/, '"123"'],
  ['edge("only")', ')', /two ends/, ',)'],
  ['edge("a" "b")', '"b"', /Expected ","/],
  ['edge', 'edge', /needs parentheses/],
  ['rootcause.json', '', /= or != only/],
  ['rootcause.json = "x"', '"x"', /JSON list/],
  ['rootcause.json = #', '#', /begins a JSON list/],
  ['rootcause.json = #[]', '#[]', /one object or more/],
  ['rootcause.json = #[1]', '#[1]', /one object or more/],
  ['rootcause.json = #{"Services":[]}', '#{"Services":[]}', /list of one object/],
  ['rootcause.json = #[{]', '#[{]', /not closed/],
  ['rootcause.json = #[{"a" 1}]', '#[{"a" 1}]', /not valid JSON/],
  ['rootcause.json = #[{"a":1e999}]', '#[{"a":1e999}]', /not valid JSON/],
];

describe.each([
  ['unknown', UNKNOWN],
  ['misplaced', MISPLACED],
  ['mistyped', MISTYPED],
  ['malformed', MALFORMED],
])('what is %s is refused with its place', (_, refused) => {
  const cases = refused.map(([text, marked, message, suggestion]) => ({
    text,
    marked,
    message,
    suggestion,
  }));
  it.each(cases)('$text', ({ text, marked, message, suggestion }) => {
    const problem = problemOf(text);
    expect(markedBy(text, problem)).toBe(marked);
    expect(problem.message).toMatch(message);
    expect(problem.suggestion).toBe(suggestion);
  });
});

describe('a suggestion', () => {
  it.each([
    'Response time > 500ms AND http.status = 200',
    'fualt',
    'http.status = 5xx',
    'NOT fault',
    'annotation.a.b = 1',
    'edge("only")',
    'user = "a\\d"',
    "user = 'bob'",
  ])('put in place of the marked text makes a sound expression: %s', (text) => {
    const { position, length, suggestion = '' } = problemOf(text);
    const mended = text.slice(0, position) + suggestion + text.slice(position + length);
    expect(() => parsed(mended)).not.toThrow();
  });
});

describe('a hostile expression', () => {
  it.each([
    ['parentheses', '('.repeat(100_000)],
    ['parentheses within the length allowed', '('.repeat(MAX_FILTER_LENGTH)],
    ['negations', '!'.repeat(MAX_FILTER_LENGTH)],
    ['JSON brackets', `rootcause.json = #${'['.repeat(60_000)}`],
    ['JSON brackets that close', `rootcause.json = #${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['a megabyte', 'x'.repeat(1_000_000)],
    ['a long word', 'x'.repeat(MAX_FILTER_LENGTH)],
    ['an open string', `user = "${'\\\\'.repeat(30_000)}`],
    ['quotes', '"'.repeat(MAX_FILTER_LENGTH)],
    ['brackets', '['.repeat(MAX_FILTER_LENGTH)],
    ['broken JSON strings', `rootcause.json = #["${'\\"'.repeat(30_000)}`],
  ])('of %s is a problem, at once', (_, text) => {
    const { position, length, message } = problemOf(text);
    expect(position + length).toBeLessThanOrEqual(text.length);
    expect(message.length).toBeLessThan(200);
  });

  it('of many terms is read', () => {
    const text = 'ok OR '.repeat(10_000).concat('ok');
    expect(printFilter(parsed(text))).toBe(text);
  });

  it('may be nested as deep as the limit and no deeper', () => {
    const nest = (depth: number) => `${'('.repeat(depth)}ok${')'.repeat(depth)}`;
    expect(printFilter(parsed(nest(MAX_FILTER_DEPTH)))).toBe('ok');
    expect(problemOf(nest(MAX_FILTER_DEPTH + 1))).toMatchObject({
      message: expect.stringContaining(`${MAX_FILTER_DEPTH} deep`),
      position: MAX_FILTER_DEPTH,
    });
  });
});
