import { cleanBars } from '../market/cleanBars';
import type { Interval } from '../market/interval';
import { isImported } from '../market/series';
import { slotClosesBetween } from '../market/slotClosesBetween';
import { slotsAfter } from '../market/slots';
import type { StoredBar } from '../ports/BarStore';
import type { Deps } from './deps';
import { fetchBars } from './fetchBars';

type Wanted = {
  readonly symbol: string;
  readonly interval: Interval;
  /** Closes, epoch ms: behind the one, up to the other. */
  readonly after: number;
  readonly upTo: number;
};

/**
 * Every bar of a series that closed in a stretch of time, in which one can have. Its source is asked unless all of them are stored already: a
 * bar that waits for the next, or that a worker died over, is not asked for again while none can have followed on it.
 *
 * Throws  what the source throws.
 */
export async function barsAfter(
  deps: Pick<Deps, 'marketData' | 'bars' | 'log' | 'metrics'>,
  wanted: Wanted,
): Promise<readonly StoredBar[]> {
  const { after, upTo } = wanted;
  if (!slotClosesBetween(wanted.interval, after, upTo)) return [];
  const stored = isImported(wanted.symbol) ? undefined : await storedAfter(deps, wanted);
  return stored ?? (await fetchBars(deps, wanted, { after, upTo }));
}

/** The stored bars of a stretch, where there is one for each of its slots; undefined where some may be missing. */
async function storedAfter(
  { bars }: Pick<Deps, 'bars'>,
  { symbol, interval, after, upTo }: Wanted,
): Promise<readonly StoredBar[] | undefined> {
  const whole = await bars.whole(symbol, interval);
  if (whole === undefined || whole.through <= after || slotClosesBetween(interval, whole.through, upTo))
    return undefined;
  const none = cleanBars({ symbol, interval, source: 'none', bars: [], knownAt: upTo }).clean;
  const slots = slotsAfter({ interval, after, upTo, bars: none });
  const newest = await bars.newest({ series: symbol, interval, upTo, limit: slots.length });
  const stored = newest.filter(({ closedAt }) => closedAt > after);
  return stored.length === slots.length ? stored : undefined;
}
