import * as z from 'zod';
import type { RawBar } from '../../market/bar';
import { DAY_MS } from '../../market/calendar/civilDate';
import type { Interval } from '../../market/interval';
import { instantOfLabel, newYorkLabel } from '../vendor/newYorkLabel';
import { numberOf, rawRows } from '../vendor/rawRows';

const Rows = z.array(z.unknown()).min(1);
const Row = z.looseObject({ date: z.string(), symbol: z.string().optional() });

type Row = z.infer<typeof Row>;

/** One that cannot be read is one bar that cannot. */
const UNREADABLE: Row = { date: '' };

/**
 * The bars of a chart, oldest first; undefined for a body that is none, or of another symbol where it names one.
 *
 * Edge  intraday rows name no symbol; their labels are the START of a bar.
 */
export function fmpSeries(
  body: unknown,
  { symbol, interval }: { readonly symbol: string; readonly interval: Interval },
): readonly RawBar[] | undefined {
  const parsed = Rows.safeParse(body);
  if (!parsed.success) return undefined;
  const isOther = ({ symbol: named = symbol }: Row): boolean => named.toUpperCase() !== symbol.toUpperCase();
  const rows = parsed.data.map((row) => Row.safeParse(row).data ?? UNREADABLE);
  if (rows.some(isOther)) return undefined;
  return rawRows(rows.map((row) => barOf(startOf(row, interval), row)));
}

function startOf({ date }: Row, interval: Interval): number {
  const label = newYorkLabel(date);
  if (interval !== '1d') return instantOfLabel(label);
  return label !== undefined && label.minuteOfDay === undefined ? label.day * DAY_MS : Number.NaN;
}

const barOf = (startAt: number, { open, high, low, close, volume }: Row): RawBar => ({
  startAt,
  open: numberOf(open),
  high: numberOf(high),
  low: numberOf(low),
  close: numberOf(close),
  volume: numberOf(volume),
});
