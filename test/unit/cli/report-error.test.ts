import { describe, expect, it } from 'vitest';
import { reportError } from '../../../src/cli/report-error.ts';
import { Interruption } from '../../../src/cli/stop.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import { XrayctlError } from '../../../src/std/xrayctl-error.ts';
import { ApiError } from '../../../src/xray/api/api-error.ts';

const TEXT = {
  json: false,
  debug: false,
  style: { width: 80, color: 0, unicode: true },
} as const;
const JSON_OPTIONS = { ...TEXT, json: true };

describe('reportError', () => {
  it.each([
    ['finding', 1],
    ['usage', 2],
    ['access', 3],
    ['remote', 4],
    ['timeout', 5],
  ] as const)('gives a %s error exit code %d', (kind, code) => {
    const report = reportError(new XrayctlError(kind, 'what', { remedy: 'do this' }), TEXT);
    expect(report).toEqual({ code, text: 'error: what\ndo this\n' });
  });

  it('says nothing of an interruption, whose exit code tells the signal', () => {
    expect(reportError(new Interruption('SIGINT'), TEXT)).toEqual({ code: 130, text: '' });
    expect(reportError(new Interruption('SIGTERM'), TEXT)).toEqual({ code: 143, text: '' });
  });

  it('shows how the command line should look', () => {
    const error = new UsageError('bad', { usage: 'xrayctl trace ID' });
    expect(reportError(error, TEXT).text).toBe('error: bad\nusage: xrayctl trace ID\n');
  });

  it('asks to report any other throw, and hides its stack', () => {
    const report = reportError(new TypeError('x is not a function'), TEXT);
    expect(report.code).toBe(70);
    expect(report.text).toContain('unexpected TypeError: x is not a function');
    expect(report.text).toContain('Please report it');
    expect(report.text).not.toContain('report-error.test.ts');
  });

  it('shows the stack of a bug and the causes of an error under --debug', () => {
    const debug = { ...TEXT, debug: true };
    expect(reportError(new TypeError('x'), debug).text).toContain('report-error.test.ts');
    const wrapped = new XrayctlError('remote', 'down', { cause: new Error('socket hang up') });
    expect(reportError(wrapped, debug).text).toContain('caused by Error: socket hang up');
    expect(reportError(wrapped, TEXT).text).not.toContain('socket hang up');
  });

  it('tells a bug as JSON with its stack beneath, under --debug', () => {
    const { text } = reportError(new TypeError('x'), { ...JSON_OPTIONS, debug: true });
    const [told = '', ...stack] = text.split('\n');
    expect(JSON.parse(told)).toMatchObject({ error: { kind: 'internal' } });
    expect(stack.join('\n')).toContain('report-error.test.ts');
  });

  it('lets nothing in JSON act on a terminal, which stays the same JSON', () => {
    const message = 'a\u202eb\u009b31m\u{e0001}';
    const { text } = reportError(new XrayctlError('usage', message), JSON_OPTIONS);
    expect(text).toMatch(/^[ -~]+\n$/);
    expect(JSON.parse(text)).toEqual({ error: { kind: 'usage', message } });
  });

  it.each([
    [
      new XrayctlError('remote', 'm', { remedy: 'r' }),
      { kind: 'remote', message: 'm', remedy: 'r' },
    ],
    [new XrayctlError('usage', 'm'), { kind: 'usage', message: 'm' }],
    [
      new Error('oops'),
      { kind: 'internal', message: 'unexpected Error: oops', remedy: expect.any(String) },
    ],
  ])('tells an error as one line of JSON', (error, expected) => {
    const { text } = reportError(error, JSON_OPTIONS);
    expect(text.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(text)).toEqual({ error: expected });
  });

  it.each([
    ['InvalidRequestException', 2],
    ['AccessDeniedException', 3],
    ['ThrottledException', 4],
    ['UnknownOperationException', 4],
  ] as const)('gives %s of an X-Ray in this process exit code %d', (name, code) => {
    expect(reportError(new ApiError(name, 'no'), TEXT).code).toBe(code);
  });

  it('lets nothing in a message act on the terminal', () => {
    const { text } = reportError(new XrayctlError('remote', 'a\u001b[2Jb\u202ec'), TEXT);
    expect(text).toBe('error: a\\u001b[2Jb\\u202ec\n');
  });
});
