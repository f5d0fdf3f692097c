import type { RawBar } from '../../market/bar';
import { DAY_MS, dateOf } from '../../market/calendar/civilDate';
import { factorAt, scaledBar } from '../../market/rebasedBars';
import { priceFactor, type Split } from '../../market/split';
import type { BarStore } from '../../ports/BarStore';
import type { BarQuery, MarketData } from '../../ports/MarketData';
import type { SplitBook } from '../../ports/SplitBook';
import type { SplitFeed } from '../../ports/SplitFeed';

type Beside = {
  readonly bars: Pick<BarStore, 'newest'>;
  readonly splits: SplitBook;
  /** Undefined where nobody announces splits. */
  readonly splitFeed: SplitFeed | undefined;
};

/** Stored bars that an answer is compared with. */
const COMPARED = 20;
const ENOUGH = 3;
/** Closes that are the same but for a factor differ from it by less. */
const SAME_SHARE = 0.005;
/** A split that is not known yet changes the scale by more. */
const LEAST_FACTOR = 1.1;
/** Days in which a session before and one after a split lie. */
const AROUND_DAYS = 7;

/**
 * Market data as it was traded: a source that has rescaled its past by the splits since tells prices that nobody paid,
 * and what is stored of that past was read before. By splits that are confirmed they are scaled back.
 *
 * Edge    where stored bars differ from the answer by one factor, and splits that make just that factor were announced
 *         since, these are confirmed by it: the source knows of them already.
 */
export const tradedMarketData = (marketData: MarketData, beside: Beside): MarketData => ({
  async bars(query) {
    const batch = await marketData.bars(query);
    const [first] = batch.bars;
    if (first === undefined) return batch;
    const pairs = await pairsOf(query, batch.bars, beside);
    const scale = scaleOf(pairs.slice(0, COMPARED));
    if (scale !== undefined && !isSame(scale))
      await confirm(query, { scale, from: pairs[0]!.startAt }, beside);
    const known = await beside.splits.ofSymbol(query.symbol);
    const since = known.filter(({ state, at }) => state === 'confirmed' && first.startAt < at);
    const last = since.at(-1);
    if (last === undefined) return batch;
    const earlier = scaleOf(pairs.filter(({ startAt }) => startAt < last.at).slice(0, COMPARED));
    const isRescaled =
      earlier === undefined
        ? await isRescaledAcross(marketData, query, { bars: batch.bars, split: last })
        : !isSame(earlier);
    return isRescaled ? { ...batch, bars: batch.bars.map((bar) => scaledBack(bar, since)) } : batch;
  },
});

function scaledBack(bar: RawBar, splits: readonly Split[]): RawBar {
  const factor = factorAt(bar, splits);
  return factor === 1 ? bar : scaledBar(bar, 1 / factor);
}

/** A bar that is told and stored, with the share of its stored close that is told. */
type Pair = { readonly startAt: number; readonly ratio: number };

/** Bars of an answer that are stored, oldest first. */
async function pairsOf(
  { symbol: series, interval, upTo }: BarQuery,
  told: readonly RawBar[],
  { bars }: Pick<Beside, 'bars'>,
): Promise<readonly Pair[]> {
  const stored = await bars.newest({ series, interval, upTo, limit: told.length + COMPARED });
  const closes = new Map(stored.map(({ startAt, close }) => [startAt, close]));
  return told.flatMap(({ startAt, close }) => {
    const stands = closes.get(startAt);
    return stands === undefined ? [] : [{ startAt, ratio: close / stands }];
  });
}

const isSame = (scale: number): boolean => Math.abs(Math.log(scale)) <= Math.log(LEAST_FACTOR);

/** By what bars differ from those that are stored; undefined where these are too few, or more than half do not agree. */
function scaleOf(pairs: readonly Pair[]): number | undefined {
  const ratios = pairs.map(({ ratio }) => ratio).sort((one, other) => one - other);
  const scale = ratios[ratios.length >> 1];
  if (scale === undefined || ratios.length < ENOUGH) return undefined;
  const agreeing = ratios.filter((ratio) => Math.abs(ratio / scale - 1) < SAME_SHARE);
  return agreeing.length * 2 >= ratios.length ? scale : undefined;
}

/** Writes down splits that were announced since the first compared bar, where they make just the scale of the answer. */
async function confirm(
  { symbol, upTo, answerBy }: BarQuery,
  { scale, from }: { readonly scale: number; readonly from: number },
  { splits, splitFeed }: Beside,
): Promise<void> {
  const known = await splits.ofSymbol(symbol);
  const since = known.filter(({ state, at }) => state === 'confirmed' && at > from);
  if (isMadeBy(since, scale)) return;
  const announced = await splitFeed?.splits({
    symbol,
    fromDate: dateOf(Math.floor(from / DAY_MS)),
    toDate: dateOf(Math.floor(upTo / DAY_MS)),
    ...(answerBy !== undefined && { answerBy }),
  });
  const found = (announced ?? []).map(({ sessionDate, ...ratio }) => ({
    at: Date.parse(`${sessionDate}T00:00:00Z`),
    ...ratio,
  }));
  if (!isMadeBy(found, scale)) return;
  for (const split of found) await splits.put(symbol, { ...split, state: 'confirmed' });
}

const isMadeBy = (splits: readonly Split[], scale: number): boolean =>
  Math.abs(priceFactor(splits) / scale - 1) <= SAME_SHARE;

/** Whether a source goes over a split without a step; it is asked for the days around it where the answer has none of them. */
async function isRescaledAcross(
  marketData: MarketData,
  query: BarQuery,
  { bars, split }: { readonly bars: readonly RawBar[]; readonly split: Split },
): Promise<boolean> {
  const own = stepAt(bars, split);
  const { symbol, interval, answerBy } = query;
  const around = {
    symbol,
    interval,
    after: split.at - AROUND_DAYS * DAY_MS,
    upTo: split.at + AROUND_DAYS * DAY_MS,
    ...(answerBy !== undefined && { answerBy }),
  };
  const step = own ?? stepAt((await marketData.bars(around)).bars, split);
  return step !== undefined && Math.abs(step) < Math.abs(step - Math.log(priceFactor([split])));
}

/** ln of the first open from a split on over the last close before; undefined where one of them is missing. */
function stepAt(bars: readonly RawBar[], { at }: Split): number | undefined {
  const before = bars.findLast(({ startAt }) => startAt < at);
  const after = bars.find(({ startAt }) => startAt >= at);
  return before && after ? Math.log(after.open / before.close) : undefined;
}
