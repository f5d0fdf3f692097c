import type { Bar } from '../market/bar';
import { barQuality } from '../market/barQuality';
import { cleanBars } from '../market/cleanBars';
import type { Interval } from '../market/interval';
import type { StoredBar } from '../ports/BarStore';
import type { Deps } from './deps';

type Source = Pick<Deps, 'marketData' | 'log'>;

type Series = { readonly symbol: string; readonly interval: Interval };

/** Without a limit every bar in the stretch: what is judged in order must not miss any. */
type Reach = { readonly after?: number; readonly upTo: number; readonly limit?: number };

/** Bars of the source, checked; what is rejected is counted in the log, never served. */
export const fetchBars = async (deps: Source, series: Series, reach: Reach): Promise<readonly StoredBar[]> =>
  (await fetched(deps, series, reach)).bars;

type Newest = {
  readonly bars: readonly StoredBar[];
  /** True when the source may have more before the first of them. */
  readonly isCut: boolean;
};

/**
 * The newest `count` bars of a reach, or all there are: where the source's rows are rejected it is asked on.
 *
 * Shape  oldest first; more than `count` when the rows were asked for in several goes.
 */
export async function fetchNewest(
  deps: Source,
  series: Series,
  { after, upTo, count }: Omit<Reach, 'limit'> & { readonly count: number },
): Promise<Newest> {
  const beginning = after === undefined ? {} : { after };
  let bars: readonly StoredBar[] = [];
  let end = upTo;
  for (let limit = count; ; limit *= 2) {
    const batch = await fetched(deps, series, { ...beginning, upTo: end, limit });
    bars = [...batch.bars, ...bars];
    const isCut = batch.firstAt !== undefined && batch.firstAt < end && batch.rows >= limit;
    if (!isCut || bars.length >= count) return { bars, isCut };
    end = batch.firstAt;
  }
}

type Fetched = {
  readonly bars: readonly StoredBar[];
  /** How many rows the source gave, rejected ones included, and the start of the first. */
  readonly rows: number;
  readonly firstAt: number | undefined;
};

async function fetched(deps: Source, { symbol, interval }: Series, reach: Reach): Promise<Fetched> {
  const { source, bars: rows } = await deps.marketData.bars({ symbol, interval, ...reach });
  const { clean, rejected } = cleanBars({ symbol, interval, source, bars: rows, knownAt: reach.upTo });
  if (rejected.length > 0) {
    deps.log.warn('bars rejected', { symbol, interval, rejected: rejected.length, first: rejected[0] });
  }
  const bars = clean.bars.map((bar) => storedBar(bar, source));
  return { bars, rows: rows.length, firstAt: rows[0]?.startAt };
}

function storedBar(bar: Bar, source: string): StoredBar {
  return { ...bar, source, quality: barQuality(bar) };
}
