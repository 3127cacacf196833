import { describe, expect, it } from 'vitest';
import { makeControl, refusalOf, START } from './make-control.ts';

const InsightId = '12345678-1234-1234-8234-123456789012';
const DAY = 86_400;
const window = { StartTime: START - 3_600, EndTime: START };

describe('insights', () => {
  it('are none in any group', async () => {
    const { control } = makeControl();
    const input = { ...window, GroupName: 'Default', States: ['ACTIVE'], MaxResults: 100 };
    expect(await control.getInsightSummaries(input)).toEqual({ InsightSummaries: [] });
  });

  it.each([
    [{}, 'InvalidRequestException: Provide either GroupName or GroupARN'],
    [{ GroupName: 'other' }, 'InvalidRequestException: Group not found'],
    [
      { GroupName: 'Default', EndTime: START - 7_200 },
      'InvalidRequestException: End time cannot be earlier than start time',
    ],
    [
      { GroupName: 'Default', StartTime: START - 31 * DAY },
      'InvalidRequestException: Start time cannot be more than 30 days ago',
    ],
    [{ GroupName: 'Default', NextToken: 'abc' }, 'InvalidRequestException: Invalid token abc'],
  ])('are not summarised for %j', async (changes, refusal) => {
    const { control } = makeControl();
    expect(await refusalOf(control.getInsightSummaries({ ...window, ...changes }))).toBe(refusal);
  });

  it.each([
    [{ States: ['ACTIVE', 'CLOSED'] }, /at 'states' failed .* length less than or equal to 1$/],
    [{ States: ['OPEN'] }, /at 'states.1.member' failed .* enum value set: \[ACTIVE, CLOSED\]$/],
    [{ MaxResults: 101 }, /at 'maxResults' failed .* value less than or equal to 100$/],
    [{ MaxResults: 0 }, /at 'maxResults' failed .* value greater than or equal to 1$/],
  ])('are not summarised for %j, by their constraints', async (changes, refusal) => {
    const { control } = makeControl();
    const input = { ...window, GroupName: 'Default', ...changes };
    expect(await refusalOf(control.getInsightSummaries(input))).toMatch(refusal);
  });

  it('are unknown, whichever is asked for', async () => {
    const { control } = makeControl();
    const refusal = `ResourceNotFoundException: Insight ${InsightId} not found`;
    expect(await refusalOf(control.getInsight({ InsightId }))).toBe(refusal);
    expect(await refusalOf(control.getInsightEvents({ InsightId, MaxResults: 50 }))).toBe(refusal);
    expect(await refusalOf(control.getInsightImpactGraph({ InsightId, ...window }))).toBe(refusal);
  });

  it('have ids of one form', async () => {
    const { control } = makeControl();
    expect(await refusalOf(control.getInsight({ InsightId: 'x' }))).toMatch(
      /^ValidationException: .* at 'insightId' failed .* regular expression pattern/,
    );
  });

  it('have an impact over six hours at most', async () => {
    const { control } = makeControl();
    const long = { InsightId, StartTime: START - 6 * 3_600 - 1, EndTime: START };
    expect(await refusalOf(control.getInsightImpactGraph(long))).toBe(
      'InvalidRequestException: Time range cannot be longer than 6 hours',
    );
  });
});
