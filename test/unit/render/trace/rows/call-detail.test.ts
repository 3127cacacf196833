import { describe, expect, it } from 'vitest';
import {
  callOf,
  callShape,
  statusOf,
  urlPath,
} from '../../../../../src/render/trace/rows/call-detail.ts';
import type { Subsegment } from '../../../../../src/xray/segment.ts';
import { makeSubsegment } from '../../../../support/make-segment.ts';

const call = (members: Partial<Subsegment>): Subsegment => makeSubsegment(2, [0, 1], members);

describe('callOf', () => {
  it('tells what was called in a few words', () => {
    const cases: readonly (readonly [Partial<Subsegment>, string])[] = [
      [{}, ''],
      [
        { http: { request: { method: 'POST', url: 'https://shop:8443/users?x=1' } } },
        'POST /users',
      ],
      [{ http: { request: { method: 'GET', url: 'http://shop' } } }, 'GET /'],
      [{ aws: { operation: 'GetItem', table_name: 'users' } }, 'GetItem users'],
      [{ aws: { operation: 'PutObject', bucket_name: 'reports', key: 'a' } }, 'PutObject reports'],
      [
        {
          aws: {
            operation: 'SendMessage',
            queue_url: 'https://sqs.eu-west-1.amazonaws.com/1/jobs',
          },
        },
        'SendMessage jobs',
      ],
      [
        { aws: { operation: 'Publish', topic_arn: 'arn:aws:sns:eu-west-1:1:news' } },
        'Publish news',
      ],
      [{ aws: { operation: 'UpdateItem', resource_names: ['users'] } }, 'UpdateItem users'],
      [{ sql: { sanitized_query: 'SELECT *\n   FROM users' } }, 'SELECT * FROM users'],
    ];
    for (const [members, text] of cases) expect(callOf(call(members))).toBe(text);
  });
});

describe('statusOf', () => {
  it('is what an HTTP call answered, and of an AWS call only trouble', () => {
    const answered = (status: number) => ({ http: { response: { status } } });
    expect(statusOf(call({ namespace: 'remote', ...answered(202) }))).toBe(202);
    expect(statusOf(call({ namespace: 'aws', ...answered(200) }))).toBeUndefined();
    expect(statusOf(call({ namespace: 'aws', ...answered(400) }))).toBe(400);
    expect(statusOf(call({}))).toBeUndefined();
  });
});

describe('callShape', () => {
  it('is one for calls that differ in values alone', () => {
    const shape = (sanitized_query: string): string =>
      callShape(call({ sql: { sanitized_query } }));
    expect(shape('SELECT * FROM users WHERE id = 17')).toBe(
      shape('SELECT * FROM users WHERE id = 4'),
    );
    expect(shape("UPDATE t SET a = 'x'")).toBe(shape("UPDATE t SET a = 'it''s'"));
    expect(shape('SELECT * FROM users')).not.toBe(shape('SELECT * FROM roles'));
    const route = (url: string): string =>
      callShape(call({ http: { request: { method: 'GET', url } } }));
    expect(route('http://a/users/17')).toBe(route('http://a/users/4'));
    expect(route('http://a/u/0100018c-7a1e-4a5e-b5f4-0d2d6f3f1b6e')).toBe(
      route('http://a/u/f100018c-7a1e-4a5e-b5f4-0d2d6f3f1b6f'),
    );
  });
});

describe('urlPath', () => {
  it('leaves what is no URL as it is', () => {
    expect(urlPath('/users')).toBe('/users');
    expect(urlPath('')).toBe('');
  });
});
