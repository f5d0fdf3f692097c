import type { Bar } from '../market/bar';
import { cleanBars } from '../market/cleanBars';
import { type CredibleBars, credibleBars } from '../market/credibleBars';
import type { Interval } from '../market/interval';
import { rebasedBars } from '../market/rebasedBars';
import type { Split } from '../market/split';

type Page = {
  readonly symbol: string;
  readonly interval: Interval;
  /** Oldest first. */
  readonly bars: readonly Bar[];
  readonly splits: readonly Split[];
};

type Judged = { readonly bars: readonly Bar[]; readonly credible: CredibleBars };

/** So many pages are remembered, of so many bars each at most: some two megabytes. */
const [MOST_PAGES, MOST_BARS] = [100, 200];

const judgedPages = new Map<string, Judged>();

/**
 * What those who judge make of stored bars, on the scale of the last of them.
 *
 * Edge    a page that is asked for again is not judged again while it holds the same numbers. One that goes over a split,
 *         and one of very many bars, is judged each time.
 */
export function judgedPage(page: Page): CredibleBars {
  const { symbol, interval, bars, splits } = page;
  if (splits.length > 0 || bars.length > MOST_BARS) return judged(page);
  const name = `${symbol} ${interval} ${bars[0]?.startAt} ${bars.length}`;
  const known = judgedPages.get(name);
  if (known && isSame(known.bars, bars)) return known.credible;
  if (judgedPages.size >= MOST_PAGES) judgedPages.clear();
  const credible = judged(page);
  judgedPages.set(name, { bars, credible });
  return credible;
}

function judged({ symbol, interval, bars, splits }: Page): CredibleBars {
  const knownAt = bars.at(-1)?.closedAt ?? 0;
  const { clean } = cleanBars({ symbol, interval, source: 'store', bars, knownAt });
  return credibleBars(rebasedBars(clean, splits));
}

const isSame = (one: readonly Bar[], other: readonly Bar[]): boolean =>
  one.every((bar, place) => isSameBar(bar, other[place]!));

const isSameBar = (one: Bar, other: Bar): boolean =>
  one === other ||
  (one.startAt === other.startAt &&
    one.open === other.open &&
    one.high === other.high &&
    one.low === other.low &&
    one.close === other.close &&
    one.volume === other.volume);
