import { isNearby } from '../market/closeVerdict';
import type { Interval } from '../market/interval';
import type { StoredBar } from '../ports/BarStore';
import type { Deps } from './deps';
import { notedBars } from './notedBars';

type Newest = {
  readonly symbol: string;
  readonly interval: Interval;
  /** Oldest first. */
  readonly bars: readonly StoredBar[];
};

/**
 * The newest of some bars whose close is to be believed: one that has jumped, and waits for the next to confirm it, is
 * passed over.
 *
 * Shape   of the newest bars of a series; undefined where there are none.
 * Edge    what is usual is told by the store, which is asked only where the newest close is far from the one before; where
 *         it holds no bars before them, the newest is believed.
 */
export async function believedBar(
  deps: Pick<Deps, 'bars' | 'splits' | 'marketClock'>,
  { symbol, interval, bars }: Newest,
): Promise<Pick<StoredBar, 'close' | 'closedAt' | 'source'> | undefined> {
  const [last, before] = [bars.at(-1), bars.at(-2)];
  if (last === undefined || before === undefined || isNearby(interval, before, last)) return last;
  const noted = await notedBars(deps, { symbol, interval, page: bars });
  return noted.findLast(({ quality }) => !quality.includes('unconfirmed')) ?? last;
}
