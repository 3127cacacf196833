import { describe, expect, it } from 'vitest';
import { makeControl, refusalOf, START } from './make-control.ts';

const statement = {
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'xray:PutTraceSegments',
  Resource: '*',
};
const policyOf = (...statements: object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const PolicyDocument = policyOf(statement);
const PolicyName = 'sns';

const withPolicy = async () => {
  const made = makeControl();
  await made.control.putResourcePolicy({ PolicyName, PolicyDocument });
  return made;
};

describe('putting a resource policy', () => {
  it('creates it as revision 1 and counts on with every put, changed or not', async () => {
    const { control, advance } = makeControl();
    const first = await control.putResourcePolicy({
      PolicyName,
      PolicyDocument,
      PolicyRevisionId: '0',
    });
    expect(first.ResourcePolicy).toEqual({
      PolicyName,
      PolicyDocument,
      PolicyRevisionId: '1',
      LastUpdatedTime: START,
    });
    advance(9.9);
    await control.putResourcePolicy({ PolicyName, PolicyDocument, PolicyRevisionId: '1' });
    const third = await control.putResourcePolicy({ PolicyName, PolicyDocument });
    expect(third.ResourcePolicy).toMatchObject({
      PolicyRevisionId: '3',
      LastUpdatedTime: START + 9,
    });
  });

  it.each(['0', '2', 'x', ''])(
    'refuses revision %j of a policy at revision 1',
    async (revision) => {
      const { control } = await withPolicy();
      const put = control.putResourcePolicy({
        PolicyName,
        PolicyDocument,
        PolicyRevisionId: revision,
      });
      expect(await refusalOf(put)).toBe(
        'InvalidPolicyRevisionIdException: Another concurrent request has modified the resource policy sns',
      );
    },
  );

  it('refuses to replace a policy that is not there', async () => {
    const { control } = makeControl();
    const put = control.putResourcePolicy({ PolicyName, PolicyDocument, PolicyRevisionId: '1' });
    expect(await refusalOf(put)).toMatch(/^InvalidPolicyRevisionIdException/);
  });

  it('stops at five policies, and still replaces those', async () => {
    const { control } = makeControl();
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      await control.putResourcePolicy({ PolicyName: name, PolicyDocument });
    }
    expect(await refusalOf(control.putResourcePolicy({ PolicyName: 'f', PolicyDocument }))).toBe(
      'PolicyCountLimitExceededException: The limit of 5 resource policies has been reached',
    );
    expect(await refusalOf(control.putResourcePolicy({ PolicyName: 'e', PolicyDocument }))).toBe(
      'accepted',
    );
  });

  it('takes 5 KB of UTF-8 and no byte more', async () => {
    const { control } = makeControl();
    const filled = (bytes: number) => {
      const empty = policyOf({ ...statement, Sid: '' });
      return policyOf({
        ...statement,
        Sid: `${'é'.repeat(100)}${'x'.repeat(bytes - empty.length - 200)}`,
      });
    };
    const put = (bytes: number) =>
      refusalOf(control.putResourcePolicy({ PolicyName, PolicyDocument: filled(bytes) }));
    expect(await put(5_120)).toBe('accepted');
    expect(await put(5_121)).toBe(
      'PolicySizeLimitExceededException: The resource policy sns is larger than 5120 bytes',
    );
  });

  it.each([
    ['{', 'it is not a JSON object'],
    ['[]', 'it is not a JSON object'],
    ['{}', 'it has no Statement'],
    ['{"Statement":[]}', 'it has no Statement'],
    ['{"Statement":["x"]}', 'a statement is not an object'],
    [policyOf({ ...statement, Effect: 'Maybe' }), 'Effect of a statement must be Allow or Deny'],
    [policyOf({ ...statement, Principal: undefined }), 'a statement has no Principal'],
    [policyOf(statement, { ...statement, Action: undefined }), 'a statement has no Action'],
    [policyOf({ ...statement, Resource: undefined }), 'a statement has no Resource'],
  ])('refuses the document %s', async (document, fault) => {
    const { control } = makeControl();
    expect(
      await refusalOf(control.putResourcePolicy({ PolicyName, PolicyDocument: document })),
    ).toBe(`MalformedPolicyDocumentException: The resource policy sns is malformed: ${fault}`);
  });

  it('takes one statement without a list, and exceptions for principals', async () => {
    const { control } = makeControl();
    const { Principal: _, ...rest } = statement;
    const document = JSON.stringify({ Statement: { ...rest, NotPrincipal: { AWS: '1' } } });
    expect(
      await refusalOf(control.putResourcePolicy({ PolicyName, PolicyDocument: document })),
    ).toBe('accepted');
  });

  const lockout = {
    Effect: 'Deny',
    Principal: { AWS: ['*'] },
    Action: ['xray:Put*'],
    Resource: '*',
  };

  it('refuses to lock everybody out, unless told to', async () => {
    const { control } = makeControl();
    const document = policyOf(statement, lockout);
    const put = { PolicyName, PolicyDocument: document };
    expect(await refusalOf(control.putResourcePolicy(put))).toBe(
      'LockoutPreventionException: The resource policy sns would prevent any subsequent PutResourcePolicy request',
    );
    const bypassed = control.putResourcePolicy({ ...put, BypassPolicyLockoutCheck: true });
    expect(await refusalOf(bypassed)).toBe('accepted');
  });

  it.each([
    ['denies it to one', { ...lockout, Principal: { AWS: '111122223333' } }],
    [
      'denies it on a condition',
      { ...lockout, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ],
    ['denies something else', { ...lockout, Action: 'xray:PutTraceSegments' }],
    ['allows it', { ...lockout, Effect: 'Allow' }],
  ])('takes a policy that %s', async (_, one) => {
    const { control } = makeControl();
    const put = control.putResourcePolicy({ PolicyName, PolicyDocument: policyOf(one) });
    expect(await refusalOf(put)).toBe('accepted');
  });
});

describe('deleting a resource policy', () => {
  it.each([{}, { PolicyRevisionId: '1' }])('takes it away, asked with %j', async (revision) => {
    const { control } = await withPolicy();
    expect(await control.deleteResourcePolicy({ PolicyName, ...revision })).toEqual({});
    expect(await control.listResourcePolicies({})).toEqual({ ResourcePolicies: [] });
  });

  it('refuses another revision, and one of a policy that is not there', async () => {
    const { control } = await withPolicy();
    const refusal = (name: string) =>
      `InvalidPolicyRevisionIdException: Another concurrent request has modified or deleted the resource policy ${name}`;
    const remove = (name: string) =>
      refusalOf(control.deleteResourcePolicy({ PolicyName: name, PolicyRevisionId: '2' }));
    expect(await remove('sns')).toBe(refusal('sns'));
    expect(await remove('other')).toBe(refusal('other'));
  });

  it('refuses one that is not there', async () => {
    const { control } = makeControl();
    expect(await refusalOf(control.deleteResourcePolicy({ PolicyName: 'other' }))).toBe(
      'InvalidRequestException: The resource policy other does not exist.',
    );
  });
});

describe('the resource policies', () => {
  it('outlive the control plane that made them, and fit one page', async () => {
    const { settings } = await withPolicy();
    const { control } = makeControl(settings);
    const { ResourcePolicies } = await control.listResourcePolicies({});
    expect(ResourcePolicies?.map((policy) => policy.PolicyName)).toEqual(['sns']);
    expect(await refusalOf(control.listResourcePolicies({ NextToken: 'x' }))).toBe(
      'InvalidRequestException: NextToken is currently not supported',
    );
  });
});
