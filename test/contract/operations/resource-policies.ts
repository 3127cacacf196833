import { expect, it } from 'vitest';
import { type GetSubject, refusalOf } from '../subject.ts';

const statement = (members: object = {}) => ({
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'xray:PutTraceSegments',
  Resource: '*',
  ...members,
});

const policyOf = (members: object = {}): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement(members)] });

const modified = (name: string): string =>
  `InvalidPolicyRevisionIdException: Another concurrent request has modified the resource policy ${name}`;

export const describePutResourcePolicy = (subject: GetSubject): void => {
  it('makes a policy and counts its revisions, against concurrent changes', async () => {
    const { api } = subject();
    const PolicyName = 'counted';
    const put = (changes: object = {}) =>
      api.putResourcePolicy({ PolicyName, PolicyDocument: policyOf(), ...changes });
    const before = Math.floor(subject().nowMs() / 1_000);
    const { ResourcePolicy } = await put({ PolicyRevisionId: '0' });
    expect(ResourcePolicy).toEqual({
      PolicyName,
      PolicyDocument: policyOf(),
      PolicyRevisionId: '1',
      LastUpdatedTime: expect.any(Number),
    });
    expect(ResourcePolicy?.LastUpdatedTime).toBeGreaterThanOrEqual(before);
    expect(await refusalOf(put({ PolicyRevisionId: '0' }))).toBe(modified(PolicyName));
    const changed = policyOf({ Resource: ['*'] });
    const second = await put({ PolicyRevisionId: '1', PolicyDocument: changed });
    expect(second.ResourcePolicy).toMatchObject({
      PolicyRevisionId: '2',
      PolicyDocument: changed,
    });
    expect((await put()).ResourcePolicy?.PolicyRevisionId).toBe('3');
    await api.deleteResourcePolicy({ PolicyName, PolicyRevisionId: '3' });
  });

  it('takes five policies', async () => {
    const { api } = subject();
    const names = ['a', 'b', 'c', 'd', 'e'];
    const put = (PolicyName: string) =>
      api.putResourcePolicy({ PolicyName, PolicyDocument: policyOf() });
    for (const name of names) await put(name);
    expect(await refusalOf(put('f'))).toMatch(/^PolicyCountLimitExceededException: /);
    for (const PolicyName of names) await api.deleteResourcePolicy({ PolicyName });
  });

  it.each([
    [{ PolicyDocument: 'none' }, /^MalformedPolicyDocumentException: /],
    [{ PolicyDocument: policyOf({ Effect: 'Maybe' }) }, /^MalformedPolicyDocumentException: /],
    [
      { PolicyDocument: policyOf({ Sid: 'x'.repeat(5_120) }) },
      /^PolicySizeLimitExceededException: /,
    ],
    [
      { PolicyDocument: policyOf({ Effect: 'Deny', Principal: '*', Action: 'xray:*' }) },
      /^LockoutPreventionException: /,
    ],
    [{ PolicyName: 'with space' }, /^ValidationException: .* at 'policyName' /],
    [{ PolicyDocument: undefined }, /^ValidationException: .* Value null at 'policyDocument' /],
  ])('refuses %j', async (changes, refusal) => {
    const input = { PolicyName: 'refused', PolicyDocument: policyOf(), ...changes };
    expect(await refusalOf(subject().api.putResourcePolicy(input as never))).toMatch(refusal);
    expect(await subject().api.listResourcePolicies({})).toEqual({ ResourcePolicies: [] });
  });
};

export const describeListResourcePolicies = (subject: GetSubject): void => {
  it('lists what was put, as it was answered', async () => {
    const { api } = subject();
    const { ResourcePolicy } = await api.putResourcePolicy({
      PolicyName: 'listed',
      PolicyDocument: policyOf(),
    });
    expect(await api.listResourcePolicies({})).toEqual({ ResourcePolicies: [ResourcePolicy] });
    await api.deleteResourcePolicy({ PolicyName: 'listed' });
    expect(await api.listResourcePolicies({})).toEqual({ ResourcePolicies: [] });
  });
};

export const describeDeleteResourcePolicy = (subject: GetSubject): void => {
  it('deletes the revision it is told to', async () => {
    const { api } = subject();
    const PolicyName = 'leaving';
    const remove = (key: object = {}) => api.deleteResourcePolicy({ PolicyName, ...key });
    await api.putResourcePolicy({ PolicyName, PolicyDocument: policyOf() });
    expect(await refusalOf(remove({ PolicyRevisionId: '7' }))).toBe(
      'InvalidPolicyRevisionIdException: Another concurrent request has modified or deleted the resource policy leaving',
    );
    expect(await remove({ PolicyRevisionId: '1' })).toEqual({});
    expect(await refusalOf(remove())).toBe(
      'InvalidRequestException: The resource policy leaving does not exist.',
    );
  });
};
