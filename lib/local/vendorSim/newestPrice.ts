import type { RawBar } from '../../market/bar';
import { barClosedAt } from '../../market/barClose';
import type { Interval } from '../../market/interval';

/** The close of the bar that closed last, and when. */
export type NewestPrice = { readonly bar: RawBar; readonly closedAt: number };

/** The newest of some bars of an interval, in any order; undefined where there is none. */
export function newestPrice(bars: readonly RawBar[], interval: Interval): NewestPrice | undefined {
  const [bar] = bars.toSorted((one, other) => other.startAt - one.startAt);
  const closedAt = bar && barClosedAt(interval, bar.startAt);
  return bar && closedAt !== undefined ? { bar, closedAt } : undefined;
}
