import { describe, expect, it } from 'vitest';
import {
  plainHttpWarning,
  refuseTwoEndpoints,
  resolveXRayTarget,
} from '../../../src/cli/xray-target.ts';

type Flags = Parameters<typeof resolveXRayTarget>[0];

const NONE = { endpoint: undefined, local: undefined, profile: undefined, region: undefined };
const target = (flags: Partial<Flags>, env: Record<string, string> = {}) =>
  resolveXRayTarget({ ...NONE, ...flags }, env);

const HERE = 'http://127.0.0.1:2000';

describe('resolveXRayTarget', () => {
  it('leaves everything to the SDK when nothing is said', () => {
    expect(target({})).toEqual({
      endpoint: undefined,
      local: false,
      region: undefined,
      profile: undefined,
    });
  });

  it.each([
    {
      said: '--endpoint',
      flags: { endpoint: 'http://e' },
      env: { XRAYCTL_LOCAL: '1' },
      is: 'http://e',
    },
    {
      said: '--local',
      flags: { local: HERE },
      env: { AWS_ENDPOINT_URL_XRAY: 'http://x' },
      is: HERE,
    },
    {
      said: 'XRAYCTL_LOCAL=1',
      env: { XRAYCTL_LOCAL: '1', AWS_ENDPOINT_URL: 'http://a' },
      is: HERE,
    },
    { said: 'XRAYCTL_LOCAL=URL', env: { XRAYCTL_LOCAL: 'http://h:3/' }, is: 'http://h:3' },
    {
      said: 'AWS_ENDPOINT_URL_XRAY',
      env: { AWS_ENDPOINT_URL_XRAY: 'http://x', AWS_ENDPOINT_URL: 'http://a' },
      is: 'http://x',
    },
    { said: 'AWS_ENDPOINT_URL', env: { AWS_ENDPOINT_URL: 'http://a' }, is: 'http://a' },
    { said: 'XRAYCTL_LOCAL=0', env: { XRAYCTL_LOCAL: '0' }, is: undefined },
    {
      said: 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
      env: { AWS_ENDPOINT_URL: 'http://a', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
      is: undefined,
    },
  ])('follows $said', ({ flags, env, is }) => {
    expect(target(flags ?? {}, env).endpoint).toBe(is);
  });

  it('uses placeholder credentials under --local and XRAYCTL_LOCAL, and there alone', () => {
    expect(target({ local: HERE }).local).toBe(true);
    expect(target({}, { XRAYCTL_LOCAL: 'yes' }).local).toBe(true);
    expect(target({ endpoint: HERE }, { XRAYCTL_LOCAL: '1' }).local).toBe(false);
    expect(target({}, { AWS_ENDPOINT_URL: HERE }).local).toBe(false);
  });

  it.each([
    { said: '--region', flags: { region: 'eu-west-1' }, env: { AWS_REGION: 'x' }, is: 'eu-west-1' },
    { said: 'AWS_REGION', flags: {}, env: { AWS_REGION: 'a', AWS_DEFAULT_REGION: 'b' }, is: 'a' },
    { said: 'AWS_DEFAULT_REGION', flags: {}, env: { AWS_DEFAULT_REGION: 'b' }, is: 'b' },
    { said: 'us-east-1 under --local', flags: { local: HERE }, env: {}, is: 'us-east-1' },
    { said: 'a set one under --local', flags: { local: HERE }, env: { AWS_REGION: 'a' }, is: 'a' },
  ])('takes the region from $said', ({ flags, env, is }) => {
    expect(target(flags, env).region).toBe(is);
  });

  it('refuses --local together with --endpoint', () => {
    const both = { local: HERE, endpoint: HERE };
    expect(() => refuseTwoEndpoints(both)).toThrow(/--local and --endpoint/);
    expect(() => refuseTwoEndpoints({ ...both, local: undefined })).not.toThrow();
  });

  it.each(['XRAYCTL_LOCAL', 'AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_XRAY'])(
    'refuses a %s that is no URL',
    (name) => {
      expect(() => target({}, { [name]: 'localhost:2000' })).toThrow(name);
    },
  );
});

describe('what an endpoint may hold', () => {
  it.each(['XRAYCTL_LOCAL', 'AWS_ENDPOINT_URL'])('refuses credentials in %s unquoted', (name) => {
    expect(() => target({}, { [name]: 'http://me:secret@host' })).toThrow(
      `${name} "http://***@host" must not hold credentials`,
    );
  });
});

describe('plainHttpWarning', () => {
  it.each([
    undefined,
    'http://127.0.0.1:2000',
    'http://127.9.9.9',
    'http://localhost:2000',
    'http://xray.localhost',
    'http://[::1]:2000',
    'https://example.com',
  ])('says nothing about %s', (endpoint) => {
    expect(plainHttpWarning(endpoint)).toBeUndefined();
  });

  it.each(['http://10.0.0.5:2000', 'http://127.0.0.1.example.com', 'http://localhost.evil.test'])(
    'warns of %s',
    (endpoint) => {
      expect(plainHttpWarning(endpoint)).toContain('plain http');
    },
  );
});
