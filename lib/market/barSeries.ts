import type { RawBar } from './bar';
import { barClosedAt } from './barClose';
import { DAY_MS } from './calendar/civilDate';
import { type Interval, INTRADAY_BAR_MS } from './interval';

/** Unchecked bars in the order they close, and among these in that of their starts, ready to be cut into windows. */
export type BarSeries = {
  readonly bars: readonly RawBar[];
  /** When each of them closes; ascending. */
  readonly closes: readonly number[];
};

export type BarWindow = {
  /** Closed strictly after, epoch ms. */
  readonly after?: number;
  /** Closed at or before, epoch ms. */
  readonly upTo: number;
  readonly limit?: number;
};

/** A bar outside every session closes one length after its start: it is served, and refused by `cleanBars`. */
function closeOf(interval: Interval, startAt: number): number {
  const length = interval === '1d' ? DAY_MS : INTRADAY_BAR_MS[interval];
  return barClosedAt(interval, startAt) ?? startAt + length;
}

/**
 * Readings of one symbol and interval, put in order.
 *
 * Edge    two readings of one bar keep the order they came in; a START that is no number is left out,
 *         since no window can hold it.
 */
export function barSeries(interval: Interval, readings: readonly RawBar[]): BarSeries {
  const ordered = readings
    .filter(({ startAt }) => Number.isFinite(startAt))
    .map((bar) => ({ bar, close: closeOf(interval, bar.startAt) }))
    .sort((a, b) => a.close - b.close || a.bar.startAt - b.bar.startAt);
  return { bars: ordered.map(({ bar }) => bar), closes: ordered.map(({ close }) => close) };
}

/** How many of the ascending instants are at or before one. */
function countUpTo(closes: readonly number[], instant: number): number {
  let low = 0;
  let high = closes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((closes[middle] ?? Number.POSITIVE_INFINITY) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The bars of a window, oldest first; the newest `limit` of them. */
export function barsInWindow(
  { bars, closes }: BarSeries,
  { after, upTo, limit }: BarWindow,
): readonly RawBar[] {
  const end = countUpTo(closes, upTo);
  const start = after === undefined ? 0 : countUpTo(closes, after);
  return bars.slice(Math.max(start, end - (limit ?? end), 0), Math.max(end, 0));
}
