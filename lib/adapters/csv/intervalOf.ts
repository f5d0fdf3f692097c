import type { RawBar } from '../../market/bar';
import { DAY_MS } from '../../market/calendar/civilDate';
import { type Interval, INTERVALS, INTRADAY_BAR_MS } from '../../market/interval';

/** The most frequent distance between neighbouring distinct instants. */
function usualStep(ascending: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  ascending.forEach((instant, at) => {
    const step = instant - (ascending[at - 1] ?? instant);
    if (step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  });
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
}

/**
 * The interval of bars, told from when they start.
 *
 * Shape   most at 00:00Z → `1d`; else the length that most bars are apart, whatever gaps there are.
 * Edge    `undefined` when that is no interval of ours, or there are fewer than two intraday bars.
 */
export function intervalOf(bars: readonly RawBar[]): Interval | undefined {
  const starts = bars.map(({ startAt }) => startAt).filter(Number.isFinite);
  const midnights = starts.filter((startAt) => startAt % DAY_MS === 0).length;
  if (starts.length > 0 && midnights * 2 > starts.length) return '1d';
  const step = usualStep(starts.sort((a, b) => a - b));
  return INTERVALS.find((interval) => interval !== '1d' && INTRADAY_BAR_MS[interval] === step);
}
