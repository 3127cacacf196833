import { truncateMiddle } from '../layout/truncate.ts';
import { cellWidth } from '../layout/width.ts';
import type { Style } from '../style.ts';

/** Of what is left of a URL, a third shows where it goes and two thirds what is asked there. */
const HEAD_SHARE = 1 / 3;

/** In fewer cells than this there is no room for a host that means anything. */
const LEAST_WITH_HOST = 18;

const SCHEME = /^https?:\/\//i;
const SCHEME_AND_HOST = /^(?:https?:\/\/)?[^/]*(?=\/.)/i;

/** A URL in at most `width` cells: the scheme goes first, as it tells the least, then the middle, in few cells the host. */
export const shortenUrl = (url: string, width: number, style: Style): string => {
  if (cellWidth(url) <= width) return url;
  const bare = url.replace(SCHEME, '');
  if (width >= LEAST_WITH_HOST || cellWidth(bare) <= width) {
    return truncateMiddle(bare, width, style, HEAD_SHARE);
  }
  return truncateMiddle(bare.replace(SCHEME_AND_HOST, ''), width, style);
};
