import type { Bar, BarNote } from '../market/bar';
import { BARS_BESIDE, type CredibleBars } from '../market/credibleBars';
import type { Interval } from '../market/interval';
import { factorsOver, scaledBar } from '../market/rebasedBars';
import { slotAfter } from '../market/slotAfter';
import type { Split } from '../market/split';
import type { StoredBar } from '../ports/BarStore';
import type { Deps } from './deps';
import { confirmedBy, knownSplits } from './judgeableBars';
import { judgedPage } from './judgedPage';

/** A bar with all that is known of it beside others. */
export type NotedBar = Omit<StoredBar, 'quality'> & {
  readonly quality: readonly BarNote[];
  /** What its source has told of it since. */
  readonly correction?: StoredBar;
};

type Page = {
  readonly symbol: string;
  readonly interval: Interval;
  /** Oldest first. */
  readonly page: readonly StoredBar[];
};

/**
 * Bars with what those who judge make of them, and with what was told of them since: all on the scale of prices of the
 * newest bar that is known of the series, so that pages of it follow on each other.
 *
 * Edge    what is usual is told by stored bars before them: where there are none, nothing is doubted.
 */
export async function notedBars(
  deps: Pick<Deps, 'bars' | 'splits' | 'marketClock'>,
  { symbol, interval, page }: Page,
): Promise<readonly NotedBar[]> {
  const [first, last] = [page[0], page.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { bars: store } = deps;
  const [splits, before, corrections] = await Promise.all([
    splitsOver(deps, { symbol, interval }, last),
    store.newest({ series: symbol, interval, upTo: first.closedAt - 1, limit: BARS_BESIDE }),
    store.corrections(symbol, interval, { from: first.startAt, through: last.startAt }),
  ]);
  const judged = (bars: readonly Bar[]) => judgedPage({ symbol, interval, bars, splits });
  let [beside, known] = [before, judged([...before, ...page])];
  // What is usual is told by bars that are no halts.
  for (
    let limit = 2 * BARS_BESIDE;
    beside.length === limit / 2 && tradedIn(beside, known) < BARS_BESIDE;
    limit *= 2
  ) {
    beside = await store.newest({ series: symbol, interval, upTo: first.closedAt - 1, limit });
    known = judged([...beside, ...page]);
  }
  const after = isOpen(known) ? await barAfter(store, { symbol, interval }, last) : [];
  const credible = after.length === 0 ? known : judged([...beside, ...page, ...after]);
  const corrected = new Map(corrections.map((bar) => [bar.startAt, bar]));
  const factors = factorsOver([...beside, ...page], splits);
  return page.map((bar, place) => {
    const factor = factors[beside.length + place]!;
    const correction = corrected.get(bar.startAt);
    const doubts = doubtsOf(credible, bar);
    // Most bars are what they are.
    if (factor === 1 && correction === undefined && doubts.length === 0) return bar;
    const quality = [
      ...bar.quality,
      ...doubts,
      ...(correction ? (['corrected'] as const) : []),
      ...(factor === 1 ? [] : (['rebased'] as const)),
    ];
    return {
      ...scaledBar(bar, factor),
      quality: [...new Set(quality)],
      ...(correction && { correction: scaledBar(correction, factor) }),
    };
  });
}

const tradedIn = (bars: readonly Bar[], { withheld }: CredibleBars): number =>
  withheld.size === 0 ? bars.length : bars.filter(({ startAt }) => withheld.get(startAt) !== 'halted').length;

/** Whether the bar after the last may say more of bars. */
const isOpen = ({ pending, prints }: CredibleBars): boolean =>
  pending !== undefined || [...prints.values()].some(({ settledAt }) => settledAt === undefined);

/** The splits that are confirmed up to the newest bar that is known of a series: the last of the page, or one that is stored. */
async function splitsOver(
  deps: Pick<Deps, 'bars' | 'splits' | 'marketClock'>,
  { symbol: series, interval }: Pick<Page, 'symbol' | 'interval'>,
  last: StoredBar,
): Promise<readonly Split[]> {
  const known = await knownSplits(deps, series);
  if (known.length === 0) return [];
  const [newest = last] = await deps.bars.newest({
    series,
    interval,
    upTo: deps.marketClock.now(series),
    limit: 1,
  });
  return confirmedBy(known, Math.max(newest.startAt, last.startAt));
}

function doubtsOf({ withheld, prints }: CredibleBars, { startAt }: StoredBar): readonly BarNote[] {
  const reason = withheld.get(startAt);
  if (reason !== undefined) return [reason];
  const doubted = prints.get(startAt);
  return doubted && !doubted.isConfirmed ? ['badPrint'] : [];
}

/** The stored bar that follows the last of a page, which may say whether that is to be believed. */
async function barAfter(
  store: Pick<Deps['bars'], 'newest'>,
  { symbol: series, interval }: Pick<Page, 'symbol' | 'interval'>,
  last: StoredBar,
): Promise<readonly StoredBar[]> {
  const upTo = slotAfter(interval, last.closedAt);
  const found = await store.newest({ series, interval, upTo, limit: 1 });
  return found.filter(({ startAt }) => startAt > last.startAt);
}
