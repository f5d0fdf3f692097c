import type { Bar, BarNote } from '../market/bar';
import { cleanBars } from '../market/cleanBars';
import { BARS_BESIDE, type CredibleBars, credibleBars } from '../market/credibleBars';
import type { Interval } from '../market/interval';
import { slotAfter } from '../market/slotAfter';
import type { StoredBar } from '../ports/BarStore';
import type { Deps } from './deps';

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
 * Bars with what those who judge make of them, and with what was told of them since.
 *
 * Edge    what is usual is told by stored bars before them: where there are none, nothing is doubted.
 */
export async function notedBars(
  { bars: store }: Pick<Deps, 'bars'>,
  { symbol, interval, page }: Page,
): Promise<readonly NotedBar[]> {
  const [first, last] = [page[0], page.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [before, corrections] = await Promise.all([
    store.newest({ series: symbol, interval, upTo: first.closedAt - 1, limit: BARS_BESIDE }),
    store.corrections(symbol, interval, { from: first.startAt, through: last.startAt }),
  ]);
  const known = cleaned({ symbol, interval, bars: [...before, ...page] });
  const after = isOpen(credibleBars(known)) ? await barAfter(store, { symbol, interval }, last) : [];
  const credible = credibleBars(cleaned({ symbol, interval, bars: [...known.bars, ...after] }));
  const corrected = new Map(corrections.map((bar) => [bar.startAt, bar]));
  return page.map((bar) => {
    const correction = corrected.get(bar.startAt);
    const quality = [
      ...bar.quality,
      ...doubtsOf(credible, bar),
      ...(correction ? (['corrected'] as const) : []),
    ];
    return { ...bar, quality: [...new Set(quality)], ...(correction && { correction }) };
  });
}

/** Whether the bar after the last may say more of bars. */
const isOpen = ({ pending, prints }: CredibleBars): boolean =>
  pending !== undefined || [...prints.values()].some(({ settledAt }) => settledAt === undefined);

function doubtsOf({ withheld, prints }: CredibleBars, { startAt }: StoredBar): readonly BarNote[] {
  const reason = withheld.get(startAt);
  if (reason !== undefined) return [reason];
  const doubted = prints.get(startAt);
  return doubted && !doubted.isConfirmed ? ['badPrint'] : [];
}

const cleaned = (of: Pick<Page, 'symbol' | 'interval'> & { readonly bars: readonly Bar[] }) =>
  cleanBars({ ...of, source: 'store', knownAt: of.bars.at(-1)?.closedAt ?? 0 }).clean;

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
