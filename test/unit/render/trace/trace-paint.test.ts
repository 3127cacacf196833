import { describe, expect, it } from 'vitest';
import { createTracePaint } from '../../../../src/render/trace/trace-paint.ts';

const BASIC_RED = ['\u001b[31m', '\u001b[91m'];
const services = Array.from({ length: 12 }, (_, index) => `service-${index}`);

describe('createTracePaint', () => {
  it('gives a name the same colour in every trace', () => {
    const alone = createTracePaint(['shop'], { color: 2 });
    const first = createTracePaint(['shop', 'mysql', 'ses'], { color: 2 });
    expect(first.service('shop')('x')).toBe(alone.service('shop')('x'));
  });

  it('gives no two services of a trace one colour while there are enough', () => {
    const wide = createTracePaint(services, { color: 2 });
    expect(new Set(services.map((name) => wide.service(name)('x'))).size).toBe(12);
    const basic = createTracePaint(services.slice(0, 6), { color: 1 });
    expect(new Set(services.slice(0, 6).map((name) => basic.service(name)('x'))).size).toBe(6);
  });

  it('never gives a service red, which is for faults', () => {
    for (const color of [1, 2, 3] as const) {
      const paint = createTracePaint(services, { color });
      for (const name of services) {
        for (const red of BASIC_RED) expect(paint.service(name)('x')).not.toContain(red);
      }
    }
    expect(createTracePaint([], { color: 2 }).fault('x')).toContain('\u001b[31m');
  });

  it('leaves text as it is without colour', () => {
    const paint = createTracePaint(services, { color: 0 });
    for (const one of [
      paint.strong,
      paint.faint,
      paint.fault,
      paint.service('shop'),
      paint.waiting('shop'),
    ]) {
      expect(one('text')).toBe('text');
    }
  });
});
