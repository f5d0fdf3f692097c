import * as z from 'zod';
import type { RawBar } from '../../market/bar';
import { DAY_MS } from '../../market/calendar/civilDate';
import type { Interval } from '../../market/interval';
import { numberOf, rawRows } from '../vendor/rawRows';

const Column = z.array(z.unknown());

const Result = z.looseObject({
  meta: z.looseObject({ symbol: z.string() }),
  timestamp: z.array(z.unknown()).optional(),
  indicators: z.looseObject({
    quote: z
      .array(
        z.looseObject({
          open: Column.optional(),
          high: Column.optional(),
          low: Column.optional(),
          close: Column.optional(),
          volume: Column.optional(),
        }),
      )
      .length(1),
  }),
});

const Chart = z.looseObject({ result: z.array(Result).length(1) });

const FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const;

/**
 * The bars of a chart, oldest first; undefined for a body that is none, or of another symbol.
 *
 * Edge  a row of nothing but nulls is a bar that had no trade, and is left out; without any row the symbol is known all
 *       the same. A daily bar carries its session's open: it is labelled with the session's date.
 */
export function yahooSeries(
  chart: unknown,
  { symbol, interval }: { readonly symbol: string; readonly interval: Interval },
): readonly RawBar[] | undefined {
  const [result] = Chart.safeParse(chart).data?.result ?? [];
  if (result === undefined || result.meta.symbol.toUpperCase() !== symbol.toUpperCase()) return undefined;
  const columns = result.indicators.quote[0] ?? {};
  const { timestamp = [] } = result;
  if (FIELDS.some((field) => (columns[field]?.length ?? 0) !== timestamp.length)) return undefined;
  const rows = timestamp.map((seconds, place) => ({
    startAt: startOf(seconds, interval),
    given: FIELDS.map((field) => columns[field]?.[place]),
  }));
  const traded = rows.filter(({ given }) => given.some((value) => value !== null));
  return rawRows(traded.map(({ startAt, given }) => barOf(startAt, given)));
}

/** New York is 4 or 5 hours behind UTC: while its market is open both clocks show the same date. */
function startOf(seconds: unknown, interval: Interval): number {
  const startAt = typeof seconds === 'number' ? seconds * 1_000 : Number.NaN;
  return interval === '1d' ? Math.floor(startAt / DAY_MS) * DAY_MS : startAt;
}

function barOf(startAt: number, given: readonly unknown[]): RawBar {
  const [open, high, low, close, volume] = given.map(numberOf) as [number, number, number, number, number];
  return { startAt, open, high, low, close, volume };
}
