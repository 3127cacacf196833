import { XrayctlError } from '../../std/xrayctl-error.ts';
import type { TraceId } from '../../xray/ids.ts';
import { parseTraceId } from '../../xray/ids.ts';

/** Where the traces come from. */
export type TraceSource =
  | { readonly kind: 'ids'; readonly ids: readonly TraceId[] }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'search'; readonly pick: 'last' | 'slowest' };

interface Asked {
  readonly ids: readonly string[];
  readonly file: string | undefined;
  readonly last: boolean;
  readonly slowest: boolean;
}

const WAYS = 'Give trace ids, --file F, --last or --slowest.';

const readIds = (texts: readonly string[]): readonly TraceId[] =>
  texts.map((text) => {
    const id = parseTraceId(text);
    if (id.ok) return id.value;
    throw new XrayctlError('usage', id.problem, {
      remedy: 'List ids with: xrayctl traces -o ids',
    });
  });

/** The one source asked for. Throws a usage error for none, or for several. */
export const chooseSource = ({ ids, file, last, slowest }: Asked): TraceSource => {
  const given = [
    ...(ids.length > 0 ? ['trace ids'] : []),
    ...(file === undefined ? [] : ['--file']),
    ...(last ? ['--last'] : []),
    ...(slowest ? ['--slowest'] : []),
  ];
  if (given.length === 0) throw new XrayctlError('usage', 'no trace is named', { remedy: WAYS });
  if (given.length > 1) {
    throw new XrayctlError('usage', `${given.join(' and ')} do not go together`, { remedy: WAYS });
  }
  if (ids.length > 0) return { kind: 'ids', ids: readIds(ids) };
  if (file !== undefined) return { kind: 'file', path: file };
  return { kind: 'search', pick: last ? 'last' : 'slowest' };
};
