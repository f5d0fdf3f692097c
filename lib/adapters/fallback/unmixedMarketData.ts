import type { RawBar } from '../../market/bar';
import type { BarStore, StoredBar } from '../../ports/BarStore';
import type { BarBatch, BarQuery, MarketData } from '../../ports/MarketData';
import { Problem } from '../../problems';
import {
  areSame,
  byStart,
  type ClosePair,
  COMPARED,
  ENOUGH,
  isSame,
  loweredBy,
  newestAfter,
  pairsOf,
} from './closePairs';
import type { Provider } from './fallbackMarketData';
import { apartMs, storedBehind } from './storedBehind';

/** Bars so far apart are not one history: nothing looks back on both. */
const APART_BARS = 400;
/** Of so many series it is remembered on which bar two sources have agreed. */
const MOST_SERIES = 500;

/**
 * Market data of a provider that may follow on the stored bars of another: only where both have told the same prices
 * of the same bars. A source that adjusts its past, or has a split already, would be taken for a fall; and one that
 * tells of bars that are stored what they were not speaks of another symbol. Half of twenty are the same, and most of the
 * three next to those that follow.
 *
 * Edge    the stored bars of its own may have been taken down by a dividend since: what follows on them is told as it is
 *         traded. Where nothing is stored nearby there is nothing to compare; what was compared once is not asked for again.
 * Throws  MARKET_MALFORMED where prices are of another scale, or cannot be compared.
 */
export const unmixedMarketData = (
  { name, marketData }: Provider,
  stored: Pick<BarStore, 'newest' | 'whole'>,
): MarketData => {
  /** Start of the last bar of another source on which they have agreed, the one next to those that follow, by series. */
  const agreedOn = new Map<string, number>();

  const requireAgreed = async (
    query: BarQuery,
    batch: BarBatch,
    near: readonly StoredBar[],
  ): Promise<void> => {
    const newest = near.slice(-COMPARED);
    const others = newest.filter(({ source }) => source !== batch.source);
    const isOlder = isBefore(batch.bars.at(-1), near[0]);
    const next = others.at(isOlder ? 0 : -1);
    if (next === undefined) return;
    const series = `${query.symbol} ${query.interval}`;
    if (agreedOn.get(series) === next.startAt) return;
    const told = await toldOf(marketData, query, others);
    if (!agree(others, told, isOlder)) throw differs(name, query, next, told);
    if (agreedOn.size >= MOST_SERIES) agreedOn.clear();
    agreedOn.set(series, next.startAt);
  };

  return {
    async bars(query) {
      const batch = await marketData.bars(query);
      const near = await storedNear(stored, query, batch);
      const told = byStart(batch.bars);
      const pairs = pairsOf(near, told);
      const wrong = comparedOf(pairs, near, batch).find((some) => !areSame(some));
      if (wrong) throw differs(name, query, wrong.findLast((pair) => !isSame(pair))!.stored, told);
      const others = pairs.filter((pair) => pair.stored.source !== batch.source);
      if (others.length < ENOUGH) await requireAgreed(query, batch, near);
      return batch;
    },
  };
};

const isBefore = (bar: RawBar | undefined, other: RawBar | undefined): boolean =>
  bar !== undefined && other !== undefined && bar.startAt < other.startAt;

/** Whether half of what is told of bars of another source is the same, and most of it beside those that would join them. */
function agree(others: readonly StoredBar[], told: ReadonlyMap<number, RawBar>, isOlder: boolean): boolean {
  const pairs = pairsOf(others, told);
  if (pairs.length < Math.min(ENOUGH, others.length)) return false;
  return areSame(pairs) && areSame(isOlder ? pairs.slice(0, ENOUGH) : pairs.slice(-ENOUGH));
}

/**
 * Pairs that must be the same: the first, the last, and those next to bars of an answer that stand before or behind all that
 * is stored. Not those of its own source that a dividend has taken down since.
 */
function comparedOf(
  pairs: readonly ClosePair[],
  near: readonly StoredBar[],
  { source, bars }: BarBatch,
): readonly (readonly ClosePair[])[] {
  const areOwn = (some: readonly ClosePair[]) =>
    some.filter(({ stored }) => stored.source === source).length * 2 > some.length;
  const newest = newestAfter(pairs.at(-1)?.stored, bars);
  const ends = [pairs.slice(0, COMPARED), pairs.slice(-COMPARED)];
  const seams = [
    isBefore(bars[0], near[0]) ? pairs.slice(0, ENOUGH) : [],
    isBefore(near.at(-1), bars.at(-1)) ? pairs.slice(-ENOUGH) : [],
  ];
  return [
    ...ends.filter((some) => !areOwn(some) || loweredBy(some, { pairs, newest }) === undefined),
    ...seams.filter((some) => !areOwn(some)),
  ];
}

/** Stored bars among which those of a batch would stand: those up to its end, or the first behind it. */
async function storedNear(
  stored: Pick<BarStore, 'newest' | 'whole'>,
  query: BarQuery,
  { bars }: BarBatch,
): Promise<readonly StoredBar[]> {
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return [];
  const { symbol: series, interval, upTo } = query;
  const before = await stored.newest({ series, interval, upTo, limit: bars.length + COMPARED });
  const behind = await storedBehind(stored, query, bars);
  const isNear = ({ startAt }: StoredBar): boolean =>
    startAt >= first.startAt - apartMs(interval, APART_BARS) &&
    startAt <= last.startAt + apartMs(interval, APART_BARS);
  return [...before, ...behind].filter(isNear);
}

/** What a provider tells of stored bars, by their start. */
async function toldOf(
  marketData: MarketData,
  { symbol, interval, answerBy }: BarQuery,
  others: readonly StoredBar[],
): Promise<ReadonlyMap<number, RawBar>> {
  const asked = { symbol, interval, after: others[0]!.startAt, upTo: others.at(-1)!.closedAt };
  return byStart((await marketData.bars({ ...asked, ...(answerBy !== undefined && { answerBy }) })).bars);
}

function differs(
  name: string,
  { symbol }: BarQuery,
  { startAt, close, source }: StoredBar,
  told: ReadonlyMap<number, RawBar>,
): Problem {
  const at = new Date(startAt).toISOString();
  const said = told.get(startAt);
  const how = said
    ? `${name} has "${symbol}" at ${said.close} in the bar of ${at}, ${source} at ${close}`
    : `${name} does not tell what "${symbol}" was in the bar of ${at}, which ${source} has`;
  return new Problem('MARKET_MALFORMED', `${how}: bars of two sources are not mixed. Try again later.`);
}
