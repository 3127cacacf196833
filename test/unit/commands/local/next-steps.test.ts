import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../../../src/commands/local/next-steps.ts';

describe('nextSteps', () => {
  it.each([
    [
      'at the usual place',
      { http: 'http://127.0.0.1:2000', udp: '127.0.0.1:2000' },
      'xrayctl --local send --wait, then xrayctl --local traces',
    ],
    [
      'at another port',
      { http: 'http://127.0.0.1:4100', udp: '127.0.0.1:4100' },
      'xrayctl --local=http://127.0.0.1:4100 send --wait, then xrayctl --local=http://127.0.0.1:4100 traces',
    ],
    [
      'where UDP has a port of its own',
      { http: 'http://127.0.0.1:2000', udp: '127.0.0.1:2001' },
      'xrayctl --local send --to 127.0.0.1:2001 --wait, then xrayctl --local traces',
    ],
  ])('finds an X-Ray %s', (_where, running, lines) => {
    expect(nextSteps(running)).toBe(`In another terminal: ${lines}`);
  });
});
