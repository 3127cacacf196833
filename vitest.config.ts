import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    sequence: { shuffle: { tests: true, files: true } },
    testTimeout: 20_000,
    env: { NO_COLOR: '1' },
  },
});
