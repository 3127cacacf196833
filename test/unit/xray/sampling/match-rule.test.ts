import { describe, expect, it } from 'vitest';
import type { SamplingRule } from '../../../../src/xray/api/sampling.ts';
import { isRuleForSdks, matchRule } from '../../../../src/xray/sampling/match-rule.ts';
import { makeRule } from './make-rule.ts';

const request = {
  serviceName: 'orders',
  serviceType: 'AWS::EKS::Container',
  host: 'shop.example.com',
  httpMethod: 'GET',
  urlPath: '/orders/7',
};

describe('matching a rule', () => {
  it.each<[string, Partial<SamplingRule>, boolean]>([
    ['service name', { ServiceName: 'ord*' }, true],
    ['other service name', { ServiceName: 'users' }, false],
    ['service type', { ServiceType: 'aws::eks::*' }, true],
    ['other service type', { ServiceType: 'AWS::EC2::Instance' }, false],
    ['host', { Host: '*.example.com' }, true],
    ['other host', { Host: 'example.com' }, false],
    ['method', { HTTPMethod: 'G?T' }, true],
    ['other method', { HTTPMethod: 'POST' }, false],
    ['path', { URLPath: '/orders/*' }, true],
    ['other path', { URLPath: '/users/*' }, false],
    ['all but one', { ServiceName: 'orders', Host: 'shop*', URLPath: '/nothing' }, false],
  ])('compares the %s', (_, changes, expected) => {
    expect(matchRule(makeRule(changes), request)).toBe(expected);
  });

  it('takes what the request does not say as matching', () => {
    const picky = makeRule({
      Host: 'a',
      HTTPMethod: 'PUT',
      URLPath: '/x',
      ServiceName: 'b',
      ServiceType: 'c',
    });
    expect(matchRule(picky, {})).toBe(true);
    expect(matchRule(picky, { host: '', urlPath: '/x' })).toBe(true);
    expect(matchRule(picky, { host: 'a', urlPath: '/y' })).toBe(false);
  });

  it('takes the Default rule for every request, whatever its criteria say', () => {
    expect(matchRule(makeRule({ RuleName: 'Default', Host: 'nowhere' }), request)).toBe(true);
  });
});

describe('rules SDKs use', () => {
  it.each<[string, Partial<SamplingRule>, boolean]>([
    ['a plain rule', {}, true],
    ['a rule of version 2', { Version: 2 }, false],
    ['a rule for one resource', { ResourceARN: 'arn:aws:lambda:eu-west-1:1:function:f' }, false],
    ['a rule with attributes', { Attributes: { tier: 'gold' } }, false],
    ['a rule without a service type', { ServiceType: '' }, false],
  ])('%s', (_, changes, expected) => {
    expect(isRuleForSdks(makeRule(changes))).toBe(expected);
  });
});
