import type { EncryptionConfig } from '../../xray/api/admin.ts';
import { invalidRequest } from '../invalid-request.ts';
import type { Settings } from '../settings.ts';
import type { Handlers } from './handlers.ts';
import { createJsonStore } from './json-store.ts';

const NAME = 'encryption';
const NO_KEY: EncryptionConfig = { Status: 'ACTIVE', Type: 'NONE' };

/** Keeps and tells the encryption setting. Nothing here is encrypted by it; the change is therefore ACTIVE at once. */
export const createEncryption = (
  settings: Settings,
): Handlers<'GetEncryptionConfig' | 'PutEncryptionConfig'> => {
  const configs = createJsonStore<EncryptionConfig>(settings, 'account');
  return {
    GetEncryptionConfig: () => ({ EncryptionConfig: configs.get(NAME) ?? NO_KEY }),
    PutEncryptionConfig: ({ Type, KeyId }) => {
      if (Type === 'KMS' && KeyId === undefined) {
        throw invalidRequest('KeyId is required when Type is KMS');
      }
      if (Type === 'NONE' && KeyId !== undefined) {
        throw invalidRequest('KeyId must be omitted when Type is NONE');
      }
      const config: EncryptionConfig = { ...(KeyId && { KeyId }), Status: 'ACTIVE', Type };
      configs.put(NAME, config);
      return { EncryptionConfig: config };
    },
  };
};
