import type { RawBar } from '../../market/bar';
import { DAY_MS } from '../../market/calendar/civilDate';
import { INTRADAY_BAR_MS, type Interval } from '../../market/interval';
import type { BarStore, StoredBar } from '../../ports/BarStore';
import type { BarBatch, BarQuery, MarketData } from '../../ports/MarketData';
import { Problem } from '../../problems';
import { areSame, byStart, COMPARED, ENOUGH, pairsOf } from './closePairs';
import type { Provider } from './fallbackMarketData';

/** Bars so far apart are not one history: nothing looks back on both. */
const APART_BARS = 400;
/** Of so many series it is remembered on which bar two sources have agreed. */
const MOST_SERIES = 500;

/**
 * Market data of a provider that may follow on the stored bars of another: only where both have told the same prices
 * of the same bars. A source that adjusts its past, or has a split already, would be taken for a fall; and one that
 * tells of bars that are stored what they were not speaks of another symbol.
 *
 * Edge    where nothing is stored nearby there is nothing to compare; what was compared once is not asked for again.
 * Throws  MARKET_MALFORMED where prices are of another scale, or cannot be compared.
 */
export const unmixedMarketData = (
  { name, marketData }: Provider,
  stored: Pick<BarStore, 'newest' | 'whole'>,
): MarketData => {
  /** Start of the newest bar of another source on which they have agreed, by series. */
  const agreedOn = new Map<string, number>();

  const requireAgreed = async (
    query: BarQuery,
    batch: BarBatch,
    near: readonly StoredBar[],
  ): Promise<void> => {
    const newest = near.slice(-COMPARED);
    const others = newest.filter(({ source }) => source !== batch.source);
    const last = others.at(-1);
    const series = `${query.symbol} ${query.interval}`;
    // Where bars of both stand beside each other already, they have agreed before.
    if (last === undefined || others.length < newest.length) return;
    if (agreedOn.get(series) === last.startAt) return;
    const told = await toldOf(marketData, query, others);
    const pairs = pairsOf(others, told);
    if (pairs.length < Math.min(ENOUGH, others.length) || !areSame(pairs))
      throw differs(name, query, last, told);
    if (agreedOn.size >= MOST_SERIES) agreedOn.clear();
    agreedOn.set(series, last.startAt);
  };

  return {
    async bars(query) {
      const batch = await marketData.bars(query);
      const near = await storedNear(stored, query, batch);
      const told = byStart(batch.bars);
      const pairs = pairsOf(near, told);
      for (const some of [pairs.slice(0, COMPARED), pairs.slice(-COMPARED)])
        if (!areSame(some)) throw differs(name, query, some.at(-1)!.stored, told);
      const others = pairs.filter((pair) => pair.stored.source !== batch.source);
      if (others.length < ENOUGH) await requireAgreed(query, batch, near);
      return batch;
    },
  };
};

/** Stored bars among which those of a batch would stand: those up to its end, or the first behind it. */
async function storedNear(
  stored: Pick<BarStore, 'newest' | 'whole'>,
  { symbol: series, interval, upTo }: BarQuery,
  { bars }: BarBatch,
): Promise<readonly StoredBar[]> {
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return [];
  const before = await stored.newest({ series, interval, upTo, limit: bars.length + COMPARED });
  const whole = await stored.whole(series, interval);
  const isBefore = whole !== undefined && whole.from >= last.startAt;
  const reach = isBefore ? whole.from + apartMs(interval, COMPARED) : upTo;
  const behind = isBefore ? await stored.newest({ series, interval, upTo: reach, limit: COMPARED }) : [];
  const isNear = ({ startAt }: StoredBar): boolean =>
    startAt >= first.startAt - apartMs(interval, APART_BARS) &&
    startAt <= last.startAt + apartMs(interval, APART_BARS);
  return [...before, ...behind].filter(isNear);
}

/** So many bars of trading time in wall time, and more. */
const apartMs = (interval: Interval, bars: number): number =>
  interval === '1d' ? bars * 2 * DAY_MS : bars * 8 * INTRADAY_BAR_MS[interval];

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
