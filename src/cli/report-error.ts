import { printJson } from '../render/json/print-json.ts';
import { neutralize } from '../render/layout/neutralize.ts';
import type { Style } from '../render/style.ts';
import { XrayctlError } from '../std/xrayctl-error.ts';
import { ApiError } from '../xray/api/api-error.ts';
import { kindOfApiError } from '../xray/api/api-error-kind.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-code.ts';
import { Interruption } from './stop.ts';
import { paintFor } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** How an error is to be told. */
export interface ReportOptions {
  /** As `{"error":{...}}` on one line. */
  readonly json: boolean;
  /** With the stack of a bug of ours, and the causes of any error. */
  readonly debug: boolean;
  readonly style: Style;
}

export interface ErrorReport {
  /** For stderr; empty for an interruption, which the user knows of. */
  readonly text: string;
  readonly code: ExitCode;
}

const PLEASE_REPORT =
  'This is a bug in xrayctl. Please report it with the output of the same command under --debug.';

/** Any throw as an expected error, or undefined when it is a bug of ours. */
const asExpected = (error: unknown): XrayctlError | undefined => {
  if (error instanceof XrayctlError) return error;
  if (!(error instanceof ApiError)) return undefined;
  return new XrayctlError(kindOfApiError(error.name) ?? 'remote', error.message, { cause: error });
};

const causesOf = (error: unknown): string[] => {
  const causes: string[] = [];
  let cause = error instanceof Error ? error.cause : undefined;
  while (cause !== undefined && causes.length < 10) {
    causes.push(cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause));
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
};

/** What --debug adds: stacks are many lines, each made safe on its own. */
const debugLines = (error: unknown, expected: boolean): string[] => {
  const own = !expected && error instanceof Error ? [error.stack ?? ''] : [];
  return [...own, ...causesOf(error).map((cause) => `caused by ${cause}`)].flatMap((one) =>
    one.split('\n'),
  );
};

const explain = (error: unknown) => {
  const expected = asExpected(error);
  if (expected !== undefined) {
    const { kind, message, remedy } = expected;
    const usage = expected instanceof UsageError ? expected.usage : undefined;
    const terminated = expected instanceof Interruption && expected.stopSignal === 'SIGTERM';
    const code = terminated ? EXIT.terminated : exitCodeOf(kind);
    return { kind, message, remedy, usage, code };
  }
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    kind: 'internal' as const,
    message: `unexpected ${words}`,
    remedy: PLEASE_REPORT,
    usage: undefined,
    code: EXIT.internal,
  };
};

/** An error of any sort as text for stderr and an exit code. The one place where errors become words. */
export const reportError = (error: unknown, options: ReportOptions): ErrorReport => {
  const { kind, message, remedy, usage, code } = explain(error);
  if (kind === 'interrupted') return { text: '', code };
  const { style } = options;
  const paint = paintFor(style.color);
  const safe = (text: string) => text.split('\n').map((line) => neutralize(line, style.unicode));
  const told = options.json
    ? [printJson({ error: { kind, message, remedy } }, style, 'line')]
    : [
        `${paint.error('error:')} ${safe(message).join('\n')}`,
        ...(remedy === undefined ? [] : safe(remedy)),
        ...(usage === undefined ? [] : [paint.soft(`usage: ${usage}`)]),
      ];
  const lines = options.debug ? debugLines(error, kind !== 'internal').flatMap(safe) : [];
  return { text: [...told, ...lines].map((line) => `${line}\n`).join(''), code };
};
