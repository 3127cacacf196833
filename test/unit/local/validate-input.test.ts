import { describe, expect, it } from 'vitest';
import { validateInput } from '../../../src/local/validate-input.ts';
import { ApiError } from '../../../src/xray/api/api-error.ts';
import { OPERATION_PATHS, type OperationName } from '../../../src/xray/api/operations.ts';

const refusalOf = (operation: OperationName, json: unknown): string => {
  try {
    validateInput(operation, json);
  } catch (error) {
    if (error instanceof ApiError) return `${error.name}: ${error.message}`;
    throw error;
  }
  return 'accepted';
};

const rule = {
  RuleName: 'checkout',
  Priority: 10,
  FixedRate: 0.25,
  ReservoirSize: 3,
  Host: '*',
  HTTPMethod: 'GET',
  ResourceARN: '*',
  ServiceName: '*',
  ServiceType: '*',
  URLPath: '*',
  Version: 1,
};

const createRule = (changes: object) =>
  refusalOf('CreateSamplingRule', { SamplingRule: { ...rule, ...changes } });

const statistics = {
  RuleName: 'checkout',
  ClientID: 'c4bcd869c5c14076a836a628',
  Timestamp: 1_790_159_572.7,
  RequestCount: 100,
  SampledCount: 10,
  BorrowCount: 3,
};

const report = (changes: object) =>
  refusalOf('GetSamplingTargets', { SamplingStatisticsDocuments: [{ ...statistics, ...changes }] });

const constraint = (value: string, path: string, words: string) =>
  `ValidationException: 1 validation error detected: ${value} at '${path}' failed to satisfy constraint: Member must ${words}`;

describe('what AWS was seen to answer', () => {
  it.each([
    [
      createRule({ Priority: 0 }),
      "Value '0'",
      'samplingRule.priority',
      'have value greater than or equal to 1',
    ],
    [
      createRule({ Priority: 10_000 }),
      "Value '10000'",
      'samplingRule.priority',
      'have value less than or equal to 9999',
    ],
    [
      createRule({ FixedRate: 1.1 }),
      "Value '1.1'",
      'samplingRule.fixedRate',
      'have value less than or equal to 1',
    ],
    [
      createRule({ ReservoirSize: -1 }),
      "Value '-1'",
      'samplingRule.reservoirSize',
      'have value greater than or equal to 0',
    ],
    [
      createRule({ Attributes: { 0: 'v', 1: 'v', 2: 'v', 3: 'v', 4: 'v', 5: 'v' } }),
      "Value '{0=v, 1=v, 2=v, 3=v, 4=v, 5=v}'",
      'samplingRule.attributes',
      'have length less than or equal to 5',
    ],
    [
      report({ ClientID: 'not-hex' }),
      "Value 'not-hex'",
      'samplingStatisticsDocuments.1.member.clientID',
      'have length greater than or equal to 24',
    ],
    [
      report({ RequestCount: -1 }),
      "Value '-1'",
      'samplingStatisticsDocuments.1.member.requestCount',
      'have value greater than or equal to 0',
    ],
    [
      refusalOf('PutResourcePolicy', { PolicyName: 'a/invalid', PolicyDocument: '{}' }),
      "Value 'a/invalid'",
      'policyName',
      'satisfy regular expression pattern: [\\w+=,.@-]+',
    ],
  ])('%s', (refusal, value, path, words) => {
    expect(refusal).toBe(constraint(value, path, words));
  });
});

describe('a broken constraint', () => {
  it.each<[string, string, string, string]>([
    [
      createRule({ RuleName: 'x'.repeat(33) }),
      `Value '${'x'.repeat(33)}'`,
      'samplingRule.ruleName',
      'have length less than or equal to 32',
    ],
    [
      createRule({ HTTPMethod: 'x'.repeat(11) }),
      `Value '${'x'.repeat(11)}'`,
      'samplingRule.hTTPMethod',
      'have length less than or equal to 10',
    ],
    [
      createRule({ Attributes: { a: '' } }),
      "Value ''",
      'samplingRule.attributes.a.member',
      'have length greater than or equal to 1',
    ],
    [createRule({ Host: undefined }), 'Value null', 'samplingRule.host', 'not be null'],
    [createRule({ Host: null }), 'Value null', 'samplingRule.host', 'not be null'],
    [refusalOf('PutTraceSegments', {}), 'Value null', 'traceSegmentDocuments', 'not be null'],
    [
      refusalOf('PutTraceSegments', undefined),
      'Value null',
      'traceSegmentDocuments',
      'not be null',
    ],
    [
      refusalOf('PutTraceSegments', { TraceSegmentDocuments: ['{}', null] }),
      'Value null',
      'traceSegmentDocuments.2.member',
      'not be null',
    ],
    [
      refusalOf('GetTraceSummaries', { StartTime: 1, EndTime: 2, TimeRangeType: 'Trace' }),
      "Value 'Trace'",
      'timeRangeType',
      'satisfy enum value set: [TraceId, Event, Service]',
    ],
    [
      refusalOf('BatchGetTraces', { TraceIds: ['x'.repeat(36)] }),
      `Value '${'x'.repeat(36)}'`,
      'traceIds.1.member',
      'have length less than or equal to 35',
    ],
    [
      refusalOf('GetInsightSummaries', { StartTime: 1, EndTime: 2, States: ['ACTIVE', 'CLOSED'] }),
      "Value '[ACTIVE, CLOSED]'",
      'states',
      'have length less than or equal to 1',
    ],
    [
      refusalOf('CreateGroup', { GroupName: '' }),
      "Value ''",
      'groupName',
      'have length greater than or equal to 1',
    ],
    [
      refusalOf('TagResource', { ResourceARN: 'a', Tags: [{ Key: '', Value: '' }] }),
      "Value ''",
      'tags.1.member.key',
      'have length greater than or equal to 1',
    ],
  ])('%s', (refusal, value, path, words) => {
    expect(refusal).toBe(constraint(value, path, words));
  });

  it('is told with all the others', () => {
    expect(createRule({ Priority: 0, FixedRate: 2 })).toBe(
      "ValidationException: 2 validation errors detected: Value '0' at 'samplingRule.priority' failed to satisfy constraint: " +
        "Member must have value greater than or equal to 1; Value '2' at 'samplingRule.fixedRate' failed to satisfy constraint: " +
        'Member must have value less than or equal to 1',
    );
  });

  it('makes a short message of a long list and of a long value, and says so', () => {
    const many = refusalOf('BatchGetTraces', { TraceIds: Array.from({ length: 5_000 }, () => '') });
    expect(many).toContain('5000 validation errors detected');
    expect(many).toContain('; and 4990 more');
    expect(many.length).toBeLessThan(2_000);
    const long = createRule({ RuleName: 'x'.repeat(100_000) });
    expect(long).toContain("xxx...'");
    expect(long.length).toBeLessThan(500);
  });

  it('repeats no more than three levels of a value, however deep it is', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    const window = { StartTime: 1, EndTime: 2 };
    expect(refusalOf('GetInsightSummaries', { ...window, States: [deep, 'ACTIVE'] })).toMatch(
      /^SerializationException: /,
    );
    expect(refusalOf('GetServiceGraph', { ...window, EndTime: deep })).toMatch(
      /^SerializationException: /,
    );
    const tags = Array.from({ length: 201 }, () => ({ Key: 'k', Value: 'v' }));
    expect(refusalOf('TagResource', { ResourceARN: 'a', Tags: tags })).toContain(
      "Value '[{Key=k, Value=v}, {Key=k, Value=v}",
    );
  });

  it.each(['GetSamplingTargets', 'PutTraceSegments'] as const)(
    '%s takes lists at their limit',
    (operation) => {
      const json =
        operation === 'PutTraceSegments'
          ? { TraceSegmentDocuments: [] }
          : { SamplingStatisticsDocuments: Array.from({ length: 25 }, () => statistics) };
      expect(refusalOf(operation, json)).toBe('accepted');
    },
  );

  it('is a 26th document in a report', () => {
    const documents = Array.from({ length: 26 }, () => statistics);
    expect(refusalOf('GetSamplingTargets', { SamplingStatisticsDocuments: documents })).toMatch(
      /at 'samplingStatisticsDocuments' failed .* have length less than or equal to 25$/,
    );
  });
});

describe('a value of the wrong type', () => {
  it.each<[OperationName, unknown, string]>([
    [
      'GetTraceSummaries',
      { StartTime: '2026-09-23', EndTime: 2 },
      "STRING_VALUE can not be converted to milliseconds since epoch (at 'startTime')",
    ],
    [
      'PutTraceSegments',
      { TraceSegmentDocuments: [{}] },
      "Start of structure or map found where not expected. (at 'traceSegmentDocuments.1.member')",
    ],
    [
      'PutTraceSegments',
      { TraceSegmentDocuments: ['{}', 5] },
      "NUMBER_VALUE can not be converted to a String (at 'traceSegmentDocuments.2.member')",
    ],
    [
      'PutTraceSegments',
      { TraceSegmentDocuments: '[]' },
      "STRING_VALUE can not be converted to a list (at 'traceSegmentDocuments')",
    ],
    ['PutTraceSegments', [], 'Start of list found where not expected'],
    ['GetSamplingRules', 'text', 'STRING_VALUE can not be converted to a structure'],
    ['GetGroup', { GroupName: ['a'] }, "Start of list found where not expected (at 'groupName')"],
    [
      'GetTraceSummaries',
      { StartTime: 1, EndTime: 2, Sampling: 'yes' },
      "STRING_VALUE can not be converted to a Boolean (at 'sampling')",
    ],
    [
      'GetTimeSeriesServiceStatistics',
      { StartTime: 1, EndTime: 2, Period: true },
      "TRUE_VALUE can not be converted to an Integer (at 'period')",
    ],
    [
      'GetTimeSeriesServiceStatistics',
      { StartTime: 1, EndTime: 2, Period: 60.5 },
      "NUMBER_VALUE can not be converted to an Integer (at 'period')",
    ],
    [
      'GetTimeSeriesServiceStatistics',
      { StartTime: 1, EndTime: 2, Period: 2 ** 31 },
      "NUMBER_VALUE can not be converted to an Integer (at 'period')",
    ],
    [
      'GetServiceGraph',
      { StartTime: Number.POSITIVE_INFINITY, EndTime: 2 },
      "NUMBER_VALUE can not be converted to milliseconds since epoch (at 'startTime')",
    ],
    [
      'CreateSamplingRule',
      { SamplingRule: { ...rule, Attributes: ['a'] } },
      "Start of list found where not expected (at 'samplingRule.attributes')",
    ],
    [
      'PutTelemetryRecords',
      { TelemetryRecords: [{ Timestamp: 1, BackendConnectionErrors: 3 }] },
      "NUMBER_VALUE can not be converted to a structure (at 'telemetryRecords.1.member.backendConnectionErrors')",
    ],
  ])('%s %j: %s', (operation, json, message) => {
    expect(refusalOf(operation, json)).toBe(`SerializationException: ${message}`);
  });

  it('is told before any broken constraint', () => {
    expect(createRule({ Priority: 0, Version: 'one' })).toMatch(/^SerializationException/);
  });
});

describe('the input that is read', () => {
  it('has the known members, and neither null ones nor unknown ones', () => {
    const json = {
      SamplingRule: {
        ...rule,
        RuleARN: null,
        Attributes: { tier: 'gold', none: null },
        Colour: 'red',
      },
      Tags: [{ Key: 'a', Value: '', More: 1 }],
      toString: 'x',
    };
    expect(validateInput('CreateSamplingRule', json)).toEqual({
      SamplingRule: { ...rule, Attributes: { tier: 'gold' } },
      Tags: [{ Key: 'a', Value: '' }],
    });
  });

  it('does not take members from a prototype', () => {
    const json: unknown = JSON.parse('{"__proto__":{"NextToken":"x"}}');
    expect(validateInput('GetSamplingRules', json)).toEqual({});
    const rules: unknown = JSON.parse(
      `{"SamplingRule":${JSON.stringify({ ...rule, Attributes: {} }).replace('"Attributes":{}', '"Attributes":{"__proto__":"x"}')}}`,
    );
    const { SamplingRule } = validateInput('CreateSamplingRule', rules);
    expect(Object.keys(SamplingRule.Attributes ?? {})).toEqual(['__proto__']);
  });

  it('passes a list of documents on without copying it', () => {
    const documents = Array.from({ length: 50 }, () => '{}');
    const input = validateInput('PutTraceSegments', { TraceSegmentDocuments: documents });
    expect(input.TraceSegmentDocuments).toBe(documents);
  });

  it.each(Object.keys(OPERATION_PATHS) as OperationName[])(
    '%s refuses a list as its input',
    (operation) => {
      expect(refusalOf(operation, [])).toMatch(/^SerializationException/);
    },
  );

  it.each<[OperationName, readonly string[]]>([
    ['PutTelemetryRecords', ['telemetryRecords']],
    ['GetTraceSummaries', ['startTime', 'endTime']],
    ['BatchGetTraces', ['traceIds']],
    ['GetServiceGraph', ['startTime', 'endTime']],
    ['GetTraceGraph', ['traceIds']],
    ['GetTimeSeriesServiceStatistics', ['startTime', 'endTime']],
    ['GetSamplingTargets', ['samplingStatisticsDocuments']],
    ['CreateSamplingRule', ['samplingRule']],
    ['UpdateSamplingRule', ['samplingRuleUpdate']],
    ['CreateGroup', ['groupName']],
    ['GetInsightSummaries', ['startTime', 'endTime']],
    ['GetInsight', ['insightId']],
    ['GetInsightEvents', ['insightId']],
    ['GetInsightImpactGraph', ['startTime', 'endTime', 'insightId']],
    ['PutEncryptionConfig', ['type']],
    ['ListTagsForResource', ['resourceARN']],
    ['TagResource', ['resourceARN', 'tags']],
    ['UntagResource', ['resourceARN', 'tagKeys']],
    ['PutResourcePolicy', ['policyName', 'policyDocument']],
    ['DeleteResourcePolicy', ['policyName']],
    ['UpdateIndexingRule', ['name', 'rule']],
    ['GetGroup', []],
    ['DeleteSamplingRule', []],
  ])('%s requires %j', (operation, members) => {
    const named = [...refusalOf(operation, {}).matchAll(/Value null at '(\w+)'/g)].map(
      (match) => match[1],
    );
    expect(named).toEqual(members);
  });
});
