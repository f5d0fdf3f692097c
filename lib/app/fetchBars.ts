import type { Bar } from '../market/bar';
import { barQuality } from '../market/barQuality';
import { REJECTION_LAYERS } from '../market/barFaults';
import { cleanBars, type Rejection } from '../market/cleanBars';
import type { Interval } from '../market/interval';
import type { StoredBar } from '../ports/BarStore';
import type { Deps } from './deps';

type Source = Pick<Deps, 'marketData' | 'log' | 'metrics'>;

type Series = { readonly symbol: string; readonly interval: Interval };

/** Without a limit every bar in the stretch: what is judged in order must not miss any. */
type Reach = {
  readonly after?: number;
  readonly upTo: number;
  readonly limit?: number;
  /** Until when (wall time, epoch ms) an answer is waited for. */
  readonly answerBy?: number;
};

/** Bars of the source, checked; what is rejected is counted with its reason and told in the log, never served. */
export const fetchBars = async (deps: Source, series: Series, reach: Reach): Promise<readonly StoredBar[]> =>
  (await fetched(deps, series, reach)).bars;

export type FetchedStretch = {
  readonly bars: readonly StoredBar[];
  /** From when on (epoch ms) the source has told all it has, where it reaches no further back. */
  readonly reachesFrom: number | undefined;
};

/** As `fetchBars`, with how far back the source reaches where that is not all of the stretch. */
export const fetchStretch = (
  deps: Source,
  series: Series,
  stretch: Pick<Required<Reach>, 'after' | 'upTo'>,
): Promise<FetchedStretch> => fetched(deps, series, stretch);

type Newest = {
  readonly bars: readonly StoredBar[];
  /** True when the source may have more before the first of them. */
  readonly isCut: boolean;
};

/**
 * The newest `count` bars of a reach, or all there are: where so many of the source's rows are rejected that fewer
 * are left, more of them are asked for.
 *
 * Shape  oldest first, the end of all there are without a hole; may be more than `count`.
 * Edge   of the bar that the first row of a cut answer speaks of an earlier reading may lie before the cut, and
 *        the first reading counts: that bar is left out.
 */
export async function fetchNewest(
  deps: Source,
  series: Series,
  { count, ...reach }: Omit<Reach, 'limit'> & { readonly count: number },
): Promise<Newest> {
  for (let limit = count + 1; ; limit *= 2) {
    const { bars, rows, firstAt } = await fetched(deps, series, { ...reach, limit });
    const isCut = rows >= limit;
    const known = isCut ? bars.filter(({ startAt }) => startAt !== firstAt) : bars;
    if (!isCut || known.length >= count) return { bars: known, isCut };
  }
}

type Fetched = FetchedStretch & {
  /** How many rows the source gave, rejected ones included, and the start of the first. */
  readonly rows: number;
  readonly firstAt: number | undefined;
};

async function fetched(deps: Source, { symbol, interval }: Series, reach: Reach): Promise<Fetched> {
  const { source, bars: rows, reachesFrom } = await deps.marketData.bars({ symbol, interval, ...reach });
  const { clean, rejected } = cleanBars({ symbol, interval, source, bars: rows, knownAt: reach.upTo });
  if (rejected.length > 0) {
    deps.log.warn('bars rejected', { symbol, interval, rejected: rejected.length, first: rejected[0] });
    countRefused(deps, rejected);
  }
  const bars = clean.bars.map((bar) => storedBar(bar, source));
  return { bars, reachesFrom, rows: rows.length, firstAt: rows[0]?.startAt };
}

/** A bar that has not closed yet is no fault of its source. */
function countRefused({ metrics }: Pick<Deps, 'metrics'>, rejected: readonly Rejection[]): void {
  for (const { reason } of rejected)
    if (reason !== 'notClosed')
      metrics.count('bars_refused_total', { layer: REJECTION_LAYERS[reason], reason });
}

function storedBar(bar: Bar, source: string): StoredBar {
  const { startAt, closedAt, open, high, low, close, volume } = bar;
  return { startAt, closedAt, open, high, low, close, volume, source, quality: barQuality(bar) };
}
