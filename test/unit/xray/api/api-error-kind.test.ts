import { describe, expect, it } from 'vitest';
import { API_ERROR_STATUS } from '../../../../src/xray/api/api-error.ts';
import { kindOfApiError } from '../../../../src/xray/api/api-error-kind.ts';

describe('kindOfApiError', () => {
  it.each([
    ['InvalidRequestException', 'usage'],
    ['AccessDeniedException', 'access'],
    ['ExpiredToken', 'access'],
    ['ThrottledException', 'remote'],
  ])('takes %s for %s', (name, kind) => {
    expect(kindOfApiError(name)).toBe(kind);
  });

  it.each(Object.keys(API_ERROR_STATUS))('knows %s, which the local X-Ray answers', (name) => {
    expect(kindOfApiError(name)).toBeDefined();
  });

  it.each(['InternalFailure', '', 'constructor', '__proto__', 'toString'])(
    'does not know %j',
    (name) => {
      expect(kindOfApiError(name)).toBeUndefined();
    },
  );
});
