import type { NodeReading } from '../../xray/graph/graph-reading.ts';
import { nameText } from '../layout/name-text.ts';
import { neutralize } from '../layout/neutralize.ts';
import { truncateEnd } from '../layout/truncate.ts';
import { cellWidth } from '../layout/width.ts';
import type { Style } from '../style.ts';

/** What a node is called: X-Ray names a client after the service it calls, which would show one service twice. */
export const nodeLabel = (node: NodeReading, style: Style): string =>
  node.isClient ? 'client' : nameText(node.name, style.unicode) || '(no name)';

/** A node's type as X-Ray writes it; a dash for a service that names none. */
export const typeLabel = (node: NodeReading, style: Style): string =>
  node.type === undefined ? '-' : neutralize(node.type, style.unicode);

/** A type in few cells: the vendor goes first, as it tells the least. */
export const shortenType = (type: string, width: number, style: Style): string =>
  cellWidth(type) <= width ? type : truncateEnd(type.replace(/^AWS::/, ''), width, style);

/** The mark between caller and callee. */
export const arrowOf = (style: Pick<Style, 'unicode'>): string => (style.unicode ? '→' : '->');
