import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/**
 * Compares a screen with the file of that name under `test/golden/`, exactly. `npm run golden` (which sets
 * `XRAYCTL_GOLDEN=write`) writes the files instead; look at the difference before it is committed.
 */
export const expectGolden = (name: string, actual: string): void => {
  const file = fileURLToPath(new URL(`../golden/${name}`, import.meta.url));
  if (process.env['XRAYCTL_GOLDEN'] === 'write') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  if (!existsSync(file)) {
    throw new Error(`test/golden/${name} does not exist; npm run golden writes it`);
  }
  expect(actual).toBe(readFileSync(file, 'utf8'));
};
