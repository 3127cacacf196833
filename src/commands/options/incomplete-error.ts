import type { MissingPart } from '../../core/reading/read-windows.ts';
import { missingText } from '../../render/traces/coverage-text.ts';
import { XrayctlError } from '../../std/xrayctl-error.ts';

/** What to end with after a result some parts of which could not be read: exit 4, and which parts they are. */
export const incompleteError = (missing: readonly MissingPart[]): XrayctlError =>
  new XrayctlError(
    'remote',
    `the result is not complete; could not be read:\n${missingText(missing)}`,
    { remedy: 'Ask again in a moment, or for a narrower window.' },
  );
