import { LIST_PRICES } from '../../xray/prices.ts';

/** What the words need of a coverage; `core/traces/coverage.ts` says what it means. */
interface CoverageFigures {
  readonly windows: { readonly read: number; readonly partly: number; readonly total: number };
  readonly scanned: number | undefined;
  readonly matched: number;
  readonly listPriceUsd: number | undefined;
}

const grouped = (count: number): string => count.toLocaleString('en-US');

/** Dollars to two digits that say something: `$0`, `$0.0041`, `$12.50`. */
const printUsd = (usd: number): string => {
  if (usd === 0) return '$0';
  if (usd >= 0.995) return `$${usd.toFixed(2)}`;
  const decimals = Math.max(2, 1 - Math.floor(Math.log10(usd)));
  return `$${usd.toFixed(decimals).replace(/(\.\d\d\d*?)0+$/, '$1')}`;
};

const scanText = ({ scanned, matched, listPriceUsd }: CoverageFigures): string => {
  const found = `${grouped(matched)} matched`;
  if (scanned === undefined || listPriceUsd === undefined) {
    return `traces scanned not reported, ${found}`;
  }
  const traces = scanned === 1 ? 'trace' : 'traces';
  const rate = `$${LIST_PRICES.scannedPerMillionUsd.toFixed(2)} per million scanned`;
  return `${grouped(scanned)} ${traces} scanned, ${found} (list price ${printUsd(listPriceUsd)} at ${rate})`;
};

/** One line for stderr: windows, traces scanned, matched, and the list price of the scan. */
export const coverageText = (figures: CoverageFigures): string => {
  const { read, partly, total } = figures.windows;
  const windows = total === 1 ? 'window' : 'windows';
  const inPart = partly === 0 ? '' : `, ${partly} in part`;
  return `${grouped(read)} of ${grouped(total)} ${windows} read${inPart}, ${scanText(figures)}`;
};

interface Missing {
  readonly start: number;
  readonly end: number;
  readonly reason: string;
}

const printInstant = (epochSeconds: number): string =>
  new Date(Math.round(epochSeconds) * 1000).toISOString().replace('.000Z', 'Z');

/** The parts of a window that are missing from a result, a line each. */
export const missingText = (missing: readonly Missing[]): string =>
  missing
    .map(({ start, end, reason }) => `${printInstant(start)} to ${printInstant(end)}: ${reason}`)
    .join('\n');
