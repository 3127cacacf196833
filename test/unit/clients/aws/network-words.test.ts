import { describe, expect, it } from 'vitest';
import { networkWords } from '../../../../src/clients/aws/network-words.ts';

const errorWith = (members: object, message = 'as Node.js says it'): Error =>
  Object.assign(new Error(message), members);

describe('networkWords', () => {
  it.each([
    [{ code: 'ECONNREFUSED' }, 'nothing listens there'],
    [{ code: 'ECONNRESET', name: 'TimeoutError' }, 'the connection was cut'],
    [{ name: 'TimeoutError' }, 'no answer came in time'],
    [
      { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      'its certificate is not accepted (DEPTH_ZERO_SELF_SIGNED_CERT)',
    ],
    [
      { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
      'its certificate is not accepted (UNABLE_TO_VERIFY_LEAF_SIGNATURE)',
    ],
    [{ code: 'EPROTO' }, 'what answers there does not speak TLS as it should'],
    [
      { code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
      'what answers there does not speak TLS as it should',
    ],
    [{ code: 'HPE_INVALID_CONSTANT' }, 'what answers there does not speak HTTP'],
    [{ code: 'EMFILE', syscall: 'socket' }, 'as Node.js says it'],
    [{}, undefined],
    [{ code: 'ERR_INVALID_ARG_TYPE' }, undefined],
    [{ code: 'constructor' }, undefined],
  ])('tells %j as %s', (members, words) => {
    expect(networkWords(errorWith(members))).toBe(words);
  });

  it('tells what the first of several addresses said', () => {
    const errors = [errorWith({ code: 'ECONNREFUSED' }), errorWith({ code: 'ENETUNREACH' })];
    expect(networkWords(new AggregateError(errors))).toBe('nothing listens there');
  });
});
