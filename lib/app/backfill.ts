import type { WholeStretch } from '../market/barColumns';
import type { Interval } from '../market/interval';
import { slotClosesBetween } from '../market/slotClosesBetween';
import { startOfYear, yearOf } from '../market/yearOf';
import { isProblem, type Problem } from '../problems';
import { type ArchiveDeps, archiveYear } from './archiveBars';
import type { Deps } from './deps';
import { fetchBars } from './fetchBars';
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
};

/**
 * Archives what a source has of a symbol, a year at a time. The newest year comes first: a forecast needs it most, and
 * what a short budget buys follows on today without a hole. A year is asked for only as far as it is not known to be
 * whole, so that doing it again goes on where it stopped.
 *
 * Edge    who is killed on the way loses the year under way. A source that limits us ends it, with what is left. Where
 *         the source has no newer bars it may be late: what follows on its last bar is asked for again next time.
 * Throws  what the source throws but MARKET_RATE_LIMITED, and what the archive throws.
 */
export async function backfill(deps: BackfillDeps, order: BackfillOrder): Promise<Backfilled> {
  const { from, upTo } = order;
  const newest = yearOf(upTo - 1);
  const count = Math.max(0, newest - yearOf(from) + 1);
  const years = Array.from({ length: count }, (_, at) => newest - at);
  const isDone = yearProgress(deps.clock, count, order.onProgress);
  let bars = 0;
  let isFollowed = false;
  for (const [at, year] of years.entries()) {
    try {
      const filled = await fillYear(deps, { ...order, year, isFollowed });
      bars += filled.added;
      isFollowed ||= filled.holdsBars;
      isDone(year, filled.added);
    } catch (error) {
      if (!isProblem(error, 'MARKET_RATE_LIMITED')) throw error;
      return { bars, left: years.slice(at), stopped: error };
    }
  }
  return { bars, left: [] };
}

type YearToFill = BackfillOrder & {
  readonly year: number;
  /** Whether there are bars of a newer year. */
  readonly isFollowed: boolean;
};

type FilledYear = { readonly added: number; readonly holdsBars: boolean };

async function fillYear(deps: BackfillDeps, order: YearToFill): Promise<FilledYear> {
  const { symbol, interval, year } = order;
  const place = { series: symbol, interval, year };
  const standing = await deps.archive.read(place);
  const stood = standing?.bars.count ?? 0;
  const asked = toAsk(order, standing?.bars.whole);
  if (asked === undefined) return { added: 0, holdsBars: stood > 0 };
  const { from, through } = asked;
  const fetched = await fetchBars(deps, { symbol, interval }, { after: from, upTo: through });
  const bars = fetched.filter(({ startAt }) => yearOf(startAt) === year);
  const end = asked.isFollowed ? through : (bars.at(-1)?.closedAt ?? from);
  const added = await archiveYear(deps, place, {
    bars,
    ...(end > from && { whole: { from, through: end } }),
  });
  return { added, holdsBars: stood + added > 0 };
}

/** `isFollowed` says that there are bars behind it, so that none of its own can come later. */
type Asked = WholeStretch & { readonly isFollowed: boolean };

/** What is to be asked for, so that it and what is whole already are one stretch; undefined where nothing can be missing. */
function toAsk(order: YearToFill, whole: WholeStretch | undefined): Asked | undefined {
  const { interval, year, isFollowed } = order;
  const from = Math.max(order.from, startOfYear(year));
  const through = Math.min(order.upTo, startOfYear(year + 1));
  if (whole === undefined || order.isAgain === true) return { from, through, isFollowed };
  const isBegun = !slotClosesBetween(interval, from, whole.from);
  const isEnded = !slotClosesBetween(interval, whole.through, through);
  if (isBegun) return isEnded ? undefined : { from: whole.through, through, isFollowed };
  return isEnded ? { from, through: whole.from, isFollowed: true } : { from, through, isFollowed };
}
