import * as z from 'zod';
import type { RawBar } from '../../market/bar';
import { DAY_MS } from '../../market/calendar/civilDate';
import { type Interval, INTRADAY_BAR_MS } from '../../market/interval';
import { instantOfLabel, type NewYorkLabel, newYorkLabel } from '../vendor/newYorkLabel';
import { type Refusal, UNKNOWN_SYMBOL } from '../vendor/outcome';
import { numberOf, rawRows } from '../vendor/rawRows';
import { areEnds } from './areEnds';
import { fieldOf } from './fieldOf';

const Fields = z.record(z.string(), z.unknown());
const Body = z.looseObject({ 'Meta Data': Fields });

const SERIES = /^Time Series \(/;

/**
 * The bars of a time series, oldest first; undefined for a body that is none, or of another symbol.
 *
 * Edge  intraday labels were the END of a bar once and are its START by now: each day says which. A series without a bar
 *       is what is told of a symbol that is not known.
 */
export function alphaVantageSeries(
  body: unknown,
  { symbol, interval }: { readonly symbol: string; readonly interval: Interval },
): readonly RawBar[] | Refusal | undefined {
  const parsed = Body.safeParse(body);
  if (!parsed.success || !isOf(parsed.data['Meta Data'], symbol)) return undefined;
  const series = Fields.safeParse(Object.entries(parsed.data).find(([key]) => SERIES.test(key))?.[1]);
  if (!series.success) return undefined;
  const rows = Object.entries(series.data).map(([text, fields]) => ({ label: newYorkLabel(text), fields }));
  if (rows.length === 0) return UNKNOWN_SYMBOL;
  return rawRows(interval === '1d' ? rows.map(dailyBar) : intradayBars(rows, interval));
}

const isOf = (meta: Readonly<Record<string, unknown>>, symbol: string): boolean => {
  const named = fieldOf(meta, 'symbol');
  return typeof named === 'string' && named.toUpperCase() === symbol.toUpperCase();
};

type Row = { readonly label: NewYorkLabel | undefined; readonly fields: unknown };

function dailyBar({ label, fields }: Row): RawBar {
  const isDate = label !== undefined && label.minuteOfDay === undefined;
  return barOf(isDate ? label.day * DAY_MS : Number.NaN, fields);
}

function intradayBars(rows: readonly Row[], interval: Exclude<Interval, '1d'>): readonly RawBar[] {
  const isEnd = areEnds(rows.flatMap(({ label }) => label ?? []));
  return rows.map(({ label, fields }) => {
    const shift = label && isEnd(label.day) ? INTRADAY_BAR_MS[interval] : 0;
    return barOf(instantOfLabel(label) - shift, fields);
  });
}

function barOf(startAt: number, given: unknown): RawBar {
  const fields = Fields.safeParse(given).data ?? {};
  const [open, high, low, close, volume] = ['open', 'high', 'low', 'close', 'volume'].map((name) =>
    numberOf(fieldOf(fields, name)),
  ) as [number, number, number, number, number];
  return { startAt, open, high, low, close, volume };
}
