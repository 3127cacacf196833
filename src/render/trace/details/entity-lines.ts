import type { SqlBlock, TraceEntity } from '../../../xray/segment.ts';
import { neutralize } from '../../layout/neutralize.ts';
import type { Style } from '../../style.ts';
import { oneLine } from '../rows/call-detail.ts';
import type { WaterfallOptions } from '../waterfall-options.ts';
import type { DetailLine } from './detail-line.ts';

type Charset = Pick<Style, 'unicode'>;

const TAG_CELLS = 12;
const tagOf = (name: string): string => name.padEnd(TAG_CELLS);

const valueText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined');

const pairs = (
  tag: string,
  values: readonly (readonly [string, unknown])[],
  style: Charset,
): readonly DetailLine[] =>
  values.map(([key, value]) => ({
    tag: tagOf(tag),
    text: neutralize(`${key} = ${valueText(value)}`, style.unicode),
  }));

const annotationLines = (entity: TraceEntity, style: Charset): readonly DetailLine[] =>
  pairs('annotation', Object.entries(entity.annotations ?? {}), style);

/** Metadata is a map of namespaces, each a map of its own; anything else is shown as it is. */
const metadataPairs = (entity: TraceEntity): readonly (readonly [string, unknown])[] =>
  Object.entries(entity.metadata ?? {}).flatMap(([namespace, values]) =>
    typeof values === 'object' && values !== null && !Array.isArray(values)
      ? Object.entries(values).map(([key, value]) => [`${namespace}.${key}`, value] as const)
      : [[namespace, values] as const],
  );

const sqlTexts = (sql: SqlBlock): readonly string[] => {
  const database = [sql.database_type, sql.database_version].filter(Boolean).join(' ');
  const address = sql.url ?? sql.connection_string;
  const server = [database, address, sql.user === undefined ? '' : `user ${sql.user}`]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
  return [server, sql.sanitized_query ?? ''].filter((text) => text !== '');
};

const sqlLines = (entity: TraceEntity, style: Charset): readonly DetailLine[] =>
  'sql' in entity && entity.sql !== undefined
    ? sqlTexts(entity.sql).map((text) => ({
        tag: tagOf('sql'),
        text: neutralize(oneLine(text), style.unicode),
      }))
    : [];

/** Annotations, metadata and SQL of an entity, each as far as asked for; the members of one kind in their own order. */
export const entityLines = (
  entity: TraceEntity,
  options: WaterfallOptions,
  style: Charset,
): readonly DetailLine[] => [
  ...(options.annotations === true ? annotationLines(entity, style) : []),
  ...(options.metadata === true ? pairs('metadata', metadataPairs(entity), style) : []),
  ...(options.sql === true ? sqlLines(entity, style) : []),
];
