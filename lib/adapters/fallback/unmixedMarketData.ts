import { median } from 'simple-statistics';
import { INTRADAY_BAR_MS, type Interval } from '../../market/interval';
import { DAY_MS } from '../../market/calendar/civilDate';
import type { RawBar } from '../../market/bar';
import type { BarStore, StoredBar } from '../../ports/BarStore';
import type { BarBatch, BarQuery, MarketData } from '../../ports/MarketData';
import { Problem } from '../../problems';
import type { Provider } from './fallbackMarketData';

/** Bars that two sources are compared on, and how many of them both must have. */
const COMPARED = 20;
const ENOUGH = 3;
/** Half of the closes that are compared may not lie further apart than this: prices of another scale do. */
const SAME_SCALE = 0.005;
/** Bars so far apart are not one history: nothing looks back on both. */
const APART_BARS = 400;

/** Of so many series it is remembered on which bar two sources have agreed. */
const MOST_SERIES = 500;

/**
 * Market data of a provider that may follow on the stored bars of another: only where both have told the same prices
 * of the same bars. A source that adjusts its past, or has a split already, would be taken for a fall.
 *
 * Edge    where nothing of another source is stored nearby there is nothing to compare; what was compared once is not
 *         compared again.
 * Throws  MARKET_MALFORMED where prices are of another scale, or cannot be compared.
 */
export const unmixedMarketData = (
  { name, marketData }: Provider,
  stored: Pick<BarStore, 'newest' | 'whole'>,
): MarketData => {
  /** Start of the newest bar of another source on which they have agreed, by series. */
  const agreedOn = new Map<string, number>();
  return {
    async bars(query) {
      const batch = await marketData.bars(query);
      const others = await othersNear(stored, query, batch);
      const newest = others.at(-1);
      const series = `${query.symbol} ${query.interval}`;
      if (newest === undefined || agreedOn.get(series) === newest.startAt) return batch;
      const told = await toldOf(marketData, query, batch, others);
      if (!isSameScale(others, told)) throw differs(name, query, newest, told);
      if (agreedOn.size >= MOST_SERIES) agreedOn.clear();
      agreedOn.set(series, newest.startAt);
      return batch;
    },
  };
};

function isSameScale(others: readonly StoredBar[], told: ReadonlyMap<number, RawBar>): boolean {
  const apart = others.flatMap((bar) => {
    const reading = told.get(bar.startAt);
    return reading ? [Math.abs(Math.log(reading.close / bar.close))] : [];
  });
  return apart.length >= Math.min(ENOUGH, others.length) && median(apart) <= SAME_SCALE;
}

/** Stored bars of other sources beside which the bars of a batch would stand: the newest before its end, or the first behind it. */
async function othersNear(
  stored: Pick<BarStore, 'newest' | 'whole'>,
  { symbol: series, interval, upTo }: BarQuery,
  { source, bars }: BarBatch,
): Promise<readonly StoredBar[]> {
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return [];
  const before = await stored.newest({ series, interval, upTo, limit: COMPARED });
  const whole = await stored.whole(series, interval);
  const behind =
    whole && whole.from >= last.startAt
      ? await stored.newest({
          series,
          interval,
          upTo: whole.from + apartMs(interval, COMPARED),
          limit: COMPARED,
        })
      : [];
  const isNear = (bar: StoredBar): boolean =>
    bar.startAt >= first.startAt - apartMs(interval, APART_BARS) &&
    bar.startAt <= last.startAt + apartMs(interval, APART_BARS);
  return [...before, ...behind].filter((bar) => bar.source !== source && isNear(bar));
}

/** So many bars of trading time in wall time, and more. */
const apartMs = (interval: Interval, bars: number): number =>
  interval === '1d' ? bars * 2 * DAY_MS : bars * 8 * INTRADAY_BAR_MS[interval];

/** What a provider tells of stored bars, by their start: out of a batch that holds them, else asked for. */
async function toldOf(
  marketData: MarketData,
  { symbol, interval, answerBy }: BarQuery,
  { bars }: BarBatch,
  others: readonly StoredBar[],
): Promise<ReadonlyMap<number, RawBar>> {
  const inBatch = new Map(bars.map((bar) => [bar.startAt, bar]));
  if (others.filter(({ startAt }) => inBatch.has(startAt)).length >= Math.min(ENOUGH, others.length))
    return inBatch;
  const [first, last] = [others[0]!, others.at(-1)!];
  const asked = { symbol, interval, after: first.startAt, upTo: last.closedAt };
  const more = await marketData.bars({ ...asked, ...(answerBy !== undefined && { answerBy }) });
  return new Map(more.bars.map((bar) => [bar.startAt, bar]));
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
