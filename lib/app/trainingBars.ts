import type { RawBar, SourcedBar } from '../market/bar';
import { barsOf } from '../market/barColumns';
import { barsLate } from '../market/barsLate';
import { cleanBars } from '../market/cleanBars';
import type { CredibleBars } from '../market/credibleBars';
import type { Interval } from '../market/interval';
import { isImported } from '../market/series';
import { isProblem } from '../problems';
import type { BarBatch } from '../ports/MarketData';
import type { Deps } from './deps';
import { judgeableBars } from './judgeableBars';
import { settlePastSplits } from './settlePastSplits';

export type TrainingBarsDeps = Pick<
  Deps,
  'archive' | 'marketData' | 'marketClock' | 'splits' | 'splitFeed' | 'log'
>;

/** Bars a model is trained on at most: twenty years of sessions. */
const TRAINING_BARS = 5_000;

/** Archived bars that the source is asked for once more, and of them so many have to tell the same closes. */
const OVERLAP = 20;
const ENOUGH = 10;
const SAME_SHARE = 0.005;

type Series = { readonly symbol: string; readonly interval: Interval; readonly upTo: number };

/**
 * The newest bars that a model may be trained on: those of the source, and before them what the archive holds, where the
 * source does not reach as far back and both tell the same where they meet.
 */
export async function trainingBars(
  deps: TrainingBarsDeps,
  symbol: string,
  interval: Interval,
): Promise<CredibleBars> {
  const series = { symbol, interval, upTo: deps.marketClock.now(symbol) };
  const archived = await archivedBatch(deps, series);
  const isFull = archived !== undefined && archived.bars.length >= TRAINING_BARS;
  const told = isFull ? archived : await deps.marketData.bars({ ...series, limit: TRAINING_BARS });
  const { bars, source } = archived && archived.bars.length > told.bars.length ? archived : told;
  const { clean } = cleanBars({ symbol, interval, source, bars, knownAt: series.upTo });
  return judgeableBars(clean, await settlePastSplits(deps, clean));
}

/** Archived bars with what the source has had since; undefined where there are none, or the two do not go together. */
async function archivedBatch(deps: TrainingBarsDeps, series: Series): Promise<BarBatch | undefined> {
  const { symbol, interval } = series;
  const archived = await newestArchived(deps, series);
  const first = archived.at(-OVERLAP - 1);
  const last = archived.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const { source, bars } = await deps.marketData.bars({ ...series, after: first.closedAt });
  if (!isOneHistory(archived.slice(-OVERLAP), bars)) {
    deps.log.warn('archive set aside', { symbol, interval, through: last.closedAt });
    return undefined;
  }
  const newer = bars.filter(({ startAt }) => startAt > last.startAt);
  return { source, bars: [...archived, ...newer].slice(-TRAINING_BARS) };
}

function isOneHistory(archived: readonly RawBar[], told: readonly RawBar[]): boolean {
  const closes = new Map(told.map(({ startAt, close }) => [startAt, close]));
  const same = archived.filter(
    ({ startAt, close }) => Math.abs((closes.get(startAt) ?? Infinity) / close - 1) <= SAME_SHARE,
  );
  return same.length >= ENOUGH;
}

/**
 * The newest archived bars that had closed, oldest first: the archive of a series that is played knows what is still to
 * come.
 */
async function newestArchived(
  { archive, log }: TrainingBarsDeps,
  { symbol, interval, upTo }: Series,
): Promise<readonly SourcedBar[]> {
  if (archive === undefined || isImported(symbol)) return [];
  let newest: readonly SourcedBar[] = [];
  let year: number | undefined;
  try {
    const years = (await archive.years(symbol)).filter((place) => place.interval === interval);
    for (const place of years.toReversed()) {
      // A year that is missing is a hole: what is behind it does not follow.
      if (newest.length >= TRAINING_BARS || (year !== undefined && place.year !== year - 1)) break;
      year = place.year;
      const found = await archive.read(place);
      const closed = found ? [...barsOf(found.bars)].filter(({ closedAt }) => closedAt <= upTo) : [];
      newest = [...closed, ...newest];
    }
  } catch (error) {
    // So is one that is damaged.
    if (!isProblem(error, 'BARS_INVALID')) throw error;
    log.warn('archive damaged', { symbol, interval, message: error.message });
  }
  return lastRun(newest, interval).slice(-TRAINING_BARS);
}

/** So many bars may be missing in one piece: a halt, but no year that nobody has fetched. */
const MOST_MISSING = 10;

/** The newest bars of one source without a hole: two sources may be on two scales, and a hole would be taken for a bar. */
function lastRun(bars: readonly SourcedBar[], interval: Interval): readonly SourcedBar[] {
  const isBreak = (bar: SourcedBar, before: SourcedBar | undefined): boolean =>
    before !== undefined &&
    (before.source !== bar.source ||
      barsLate(interval, before.closedAt, { upTo: bar.closedAt, most: MOST_MISSING + 2 }) > MOST_MISSING + 1);
  return bars.slice(
    Math.max(
      0,
      bars.findLastIndex((bar, place) => isBreak(bar, bars[place - 1])),
    ),
  );
}
