import { expect, it } from 'vitest';
import { type GetSubject, refusalOf, takeSlot } from '../subject.ts';

const INSIGHT_ID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

/** Each of these asks about one insight, and there is none. */
const describeAsking = (ask: (input: { readonly InsightId: string }) => Promise<unknown>): void => {
  it('does not find an insight that is not there', async () => {
    expect(await refusalOf(ask({ InsightId: INSIGHT_ID }))).toMatch(/^ResourceNotFoundException: /);
  });

  it('refuses what is no insight’s id', async () => {
    expect(await refusalOf(ask({ InsightId: 'seven' }))).toMatch(
      /^ValidationException: .* at 'insightId' failed .* regular expression pattern/,
    );
  });
};

export const describeGetInsight = (subject: GetSubject): void =>
  describeAsking((input) => subject().api.getInsight(input));

export const describeGetInsightEvents = (subject: GetSubject): void => {
  describeAsking((input) => subject().api.getInsightEvents(input));

  it('refuses pages of more than 50', async () => {
    const call = subject().api.getInsightEvents({ InsightId: INSIGHT_ID, MaxResults: 51 });
    expect(await refusalOf(call)).toMatch(/^ValidationException: .* at 'maxResults' /);
  });
};

export const describeGetInsightImpactGraph = (subject: GetSubject): void => {
  describeAsking((input) =>
    subject().api.getInsightImpactGraph({ ...input, ...takeSlot(subject()).window }),
  );

  it('refuses windows of more than six hours', async () => {
    const { start } = takeSlot(subject());
    const call = subject().api.getInsightImpactGraph({
      InsightId: INSIGHT_ID,
      StartTime: start - 7 * 3_600,
      EndTime: start,
    });
    expect(await refusalOf(call)).toBe(
      'InvalidRequestException: Time range cannot be longer than 6 hours',
    );
  });
};

export const describeGetInsightSummaries = (subject: GetSubject): void => {
  it('are none, of any state', async () => {
    const { window } = takeSlot(subject());
    for (const States of [undefined, ['ACTIVE'], ['CLOSED']]) {
      const answer = await subject().api.getInsightSummaries({
        ...window,
        GroupName: 'Default',
        ...(States === undefined ? {} : { States }),
      });
      expect(answer).toEqual({ InsightSummaries: [] });
    }
  });

  it.each([
    [{}, 'InvalidRequestException: Provide either GroupName or GroupARN'],
    [{ GroupName: 'nobody' }, 'InvalidRequestException: Group not found'],
    [
      { GroupName: 'Default', States: ['ACTIVE', 'CLOSED'] },
      /^ValidationException: .* at 'states' /,
    ],
    [{ GroupName: 'Default', States: ['OPEN'] }, /^ValidationException: .*enum value set/],
    [{ GroupName: 'Default', MaxResults: 101 }, /^ValidationException: .* at 'maxResults' /],
    [{ GroupName: 'Default', StartTime: 0 }, /^InvalidRequestException: .*30 days/],
  ])('refuses %j', async (input, refusal) => {
    const { window } = takeSlot(subject());
    const call = subject().api.getInsightSummaries({ ...window, ...input });
    expect(await refusalOf(call)).toMatch(refusal);
  });
};
