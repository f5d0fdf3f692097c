import { parse } from 'csv-parse/sync';
import { median } from 'simple-statistics';
import type { SourcedBar } from '../../lib/market/bar';
import { decodeBars } from '../../lib/market/barCodec';
import { barsOf } from '../../lib/market/barColumns';
import { BAR_CSV_HEADER, canonicalBars } from '../../lib/market/canonicalBars';
import { encodeBars } from '../../lib/market/encodeBars';
import { normals } from '../support/madeBars';
import type { BenchRow } from './benchRow';
import { interleavedMedians } from './interleavedMedians';

const BARS = 98_000; // a year of minutes
const DECODED_PER_SECOND = 20e6;
const READ_PER_SECOND = 1e6;
const START = Date.UTC(2024, 0, 2, 14, 30);
const MINUTE_MS = 60_000;

const cents = (price: number): number => Math.round(price * 100) / 100;

function madeYear(): SourcedBar[] {
  const draw = normals(1);
  let price = 100;
  return Array.from({ length: BARS }, (_, at) => {
    const open = price;
    price = cents(price * Math.exp(0.0004 * draw()));
    const startAt = START + at * MINUTE_MS;
    const [high, low] = [cents(Math.max(open, price) + 0.02), cents(Math.min(open, price) - 0.02)];
    const volume = Math.round(1e4 * Math.exp(draw()));
    const told = { source: 'bench', quality: [] };
    return { startAt, closedAt: startAt + MINUTE_MS, open, high, low, close: price, volume, ...told };
  });
}

const csvOf = (bars: readonly SourcedBar[]): string =>
  [
    BAR_CSV_HEADER,
    ...bars.map(({ startAt, open, high, low, close, volume }) =>
      [`${new Date(startAt).toISOString().slice(0, 19)}Z`, open, high, low, close, volume].join(','),
    ),
    '',
  ].join('\n');

type Race = { readonly work: string; readonly atLeast: number; readonly turns: readonly [number, number] };

/** Two ways to the same bars: the gate is a rate of ours, the ratio says how the peer fares. */
function raced({ work, atLeast, turns }: Race, ours: () => unknown, theirs: () => unknown): BenchRow {
  const [oursMs, theirsMs] = interleavedMedians([ours, theirs], ...turns) as [number, number];
  const perSecond = (ms: number): number => (BARS / ms) * 1_000;
  const millions = (rate: number): string => `${(rate / 1e6).toFixed(1)} M/s`;
  return {
    work,
    ours: millions(perSecond(oursMs)),
    peer: millions(perSecond(theirsMs)),
    ratio: theirsMs / oursMs,
    gate: `≥ ${atLeast / 1e6} M/s`,
    ok: perSecond(oursMs) >= atLeast,
  };
}

/** Archived bars into columns against JSON, and bars as text against csv-parse, which only cuts it into cells. */
export async function run(): Promise<BenchRow[]> {
  const bars = madeYear();
  const year = { series: 'BENCH', interval: '1min', year: 2024, whole: undefined } as const;
  const [bytes, json, csv] = [encodeBars({ ...year, bars }), JSON.stringify(bars), csvOf(bars)];
  if (JSON.stringify([...barsOf(decodeBars(bytes))]) !== JSON.stringify(bars.map(inOrder)))
    throw new Error('the archived bars are not those that were made');
  if (median((canonicalBars(csv) ?? []).map(({ close }) => close)) !== median(bars.map(({ close }) => close)))
    throw new Error('the bars of the text are not those that were written');
  const count = BARS.toLocaleString('en');
  return [
    raced(
      {
        work: `${count} archived bars into columns against JSON.parse`,
        atLeast: DECODED_PER_SECOND,
        turns: [40, 20],
      },
      () => decodeBars(bytes),
      () => JSON.parse(json) as unknown,
    ),
    raced(
      { work: `${count} bars of CSV against csv-parse`, atLeast: READ_PER_SECOND, turns: [12, 6] },
      () => canonicalBars(csv),
      () => parse(csv),
    ),
  ];
}

/** Fields in the order in which a decoded bar has them. */
const inOrder = ({ startAt, closedAt, open, high, low, close, volume, source, quality }: SourcedBar) => ({
  ...{ startAt, closedAt, open, high, low, close, volume },
  ...{ source, quality },
});
