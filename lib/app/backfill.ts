import type { Interval } from '../market/interval';
import { yearOf } from '../market/yearOf';
import { once } from '../once';
import type { Problem } from '../problems';
import type { ArchiveDeps } from './archiveBars';
import { gapsOf } from './archiveGaps';
import type { Deps } from './deps';
import { fetchStretch } from './fetchBars';
import { type Ask, fillYear, type YearToFill } from './fillYear';
import { type OnProgress, yearProgress } from './yearProgress';

export type BackfillDeps = ArchiveDeps & Pick<Deps, 'marketData' | 'clock' | 'log' | 'metrics'>;

export type BackfillOrder = {
  readonly symbol: string;
  readonly interval: Interval;
  /** Start (epoch ms) of the first bar wanted. */
  readonly from: number;
  /** Bars that had closed at this instant (epoch ms), which has passed. */
  readonly upTo: number;
  /** Whether to ask for what is whole as well: another source may have more. */
  readonly isAgain?: boolean;
  readonly onProgress?: OnProgress;
};

export type Backfilled = {
  /** New bars. */
  readonly bars: number;
  /** Years that are not whole yet, newest first. */
  readonly left: readonly number[];
  /** Why it stopped before its end. */
  readonly stopped?: Problem;
  /** From when on (epoch ms) the source has told all it has, where it reaches no further back. */
  readonly reachesFrom?: number;
};

/**
 * Archives what a source has of a symbol, a year at a time. The newest year comes first: a forecast needs it most, and
 * what a short budget buys follows on today without a hole. It is asked only for what is not known to be whole, of
 * daily bars at once and else a month at a time, so that doing it again goes on where it stopped.
 *
 * Edge    who is killed on the way loses the year or month under way. A source that limits us ends it, with what is
 *         left; so are years that it does not reach back to, and nothing before is asked for. Where the source has no
 *         newer bars it may be late: what follows on its last bar is asked for again next time.
 * Throws  what the source throws but MARKET_RATE_LIMITED, and what the archive throws.
 */
export async function backfill(deps: BackfillDeps, order: BackfillOrder): Promise<Backfilled> {
  const years = await planned(deps, order);
  const isDone = yearProgress(deps.clock, years.length, order.onProgress);
  const ask = asking(deps, order, years);
  const left: number[] = [];
  let [bars, isFollowed, reachesFrom] = [0, false, -Infinity];
  for (const [at, plan] of years.entries()) {
    const filled = await fillYear(deps, plan, ask, { isFollowed, reachesFrom });
    const { stopped } = filled;
    bars += filled.added;
    if (stopped) return { bars, left: [...left, ...lackingOf(years.slice(at))], stopped };
    if (!filled.isWhole) left.push(plan.year);
    isFollowed ||= filled.holdsBars;
    ({ reachesFrom } = filled);
    isDone(plan.year, filled.added);
  }
  return { bars, left, ...(left.length > 0 && { reachesFrom }) };
}

const lackingOf = (years: readonly YearToFill[]): readonly number[] =>
  years.filter(({ gaps }) => gaps.length > 0).map(({ year }) => year);

/** What each year lacks, newest first. */
async function planned({ archive }: ArchiveDeps, order: BackfillOrder): Promise<readonly YearToFill[]> {
  const { symbol: series, interval } = order;
  const years: YearToFill[] = [];
  for (let year = yearOf(order.upTo - 1); year >= yearOf(order.from); year -= 1) {
    const place = { series, interval, year };
    const standing = await archive.read(place);
    const gaps = gapsOf(order, year, standing?.bars.whole);
    years.push({ ...place, gaps, stood: standing?.bars.count ?? 0 });
  }
  return years;
}

/** Asks a source: of daily bars for all that are missing at once. */
function asking(deps: BackfillDeps, { symbol, interval }: BackfillOrder, years: readonly YearToFill[]): Ask {
  const ask: Ask = ({ from, through }) =>
    fetchStretch(deps, { symbol, interval }, { after: from, upTo: through });
  if (interval !== '1d') return ask;
  const gaps = years.flatMap((year) => year.gaps);
  const from = Math.min(...gaps.map((gap) => gap.from));
  const through = Math.max(...gaps.map((gap) => gap.through));
  return once(() => ask({ from, through }));
}
