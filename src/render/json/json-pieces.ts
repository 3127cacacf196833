import type { Style } from '../style.ts';
import { printJson } from './print-json.ts';

const INDENT = ' '.repeat(4);

const indent = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`);

function* elementPieces(
  elements: Iterable<unknown>,
  style: Pick<Style, 'unicode'>,
): Generator<string> {
  const inner = INDENT.repeat(2);
  let opened = false;
  for (const element of elements) {
    yield `${opened ? ',' : '['}\n${inner}${indent(printJson(element, style), inner)}`;
    opened = true;
  }
  yield opened ? `\n${INDENT}]` : '[]';
}

/**
 * The text {@link printJson} gives for `document`, and a line break, in pieces: one for each element of its lists, so
 * that a result larger than one string may be (512 MB) can still be written.
 */
export function* jsonPieces(
  document: Readonly<Record<string, unknown>>,
  style: Pick<Style, 'unicode'>,
): Generator<string> {
  let opened = false;
  for (const [name, member] of Object.entries(document)) {
    if (member === undefined) continue;
    yield `${opened ? ',' : '{'}\n${INDENT}${printJson(name, style)}: `;
    opened = true;
    if (Array.isArray(member)) yield* elementPieces(member, style);
    else yield indent(printJson(member, style), INDENT);
  }
  yield opened ? '\n}\n' : '{}\n';
}
