import type { RawBar } from '../../market/bar';
import { DAY_MS, dateOf } from '../../market/calendar/civilDate';
import { factorAt, scaledBar } from '../../market/rebasedBars';
import { priceFactor, type Split } from '../../market/split';
import type { BarStore, StoredBar } from '../../ports/BarStore';
import type { BarQuery, MarketData } from '../../ports/MarketData';
import type { SplitBook } from '../../ports/SplitBook';
import type { SplitFeed } from '../../ports/SplitFeed';
import { isProblem, Problem } from '../../problems';

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
    const stored = await storedBy(query, batch.bars.length, beside);
    const own = pairsOf(stored, batch.bars);
    const isApart = own.length < ENOUGH && isSeam(stored, first);
    const pairs = isApart ? pairsOf(stored, await toldAgain(marketData, query, stored)) : own;
    const scale = scaleOf(pairs.slice(0, COMPARED));
    if (scale !== undefined && !isSame(scale))
      await confirm(query, { scale, from: pairs[0]!.startAt }, beside);
    const known = await beside.splits.ofSymbol(query.symbol);
    const confirmed = known.filter(({ state }) => state === 'confirmed');
    if (isApart) requireExplained(query, { pairs, scale, confirmed });
    const since = confirmed.filter(({ at }) => first.startAt < at);
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

/** The newest stored bars of a question, and so many before those of an answer as are compared. */
const storedBy = (
  { symbol: series, interval, upTo }: BarQuery,
  told: number,
  { bars }: Pick<Beside, 'bars'>,
): Promise<readonly StoredBar[]> => bars.newest({ series, interval, upTo, limit: told + COMPARED });

/** Whether an answer follows on stored bars with a step as wide as that of a split. */
function isSeam(stored: readonly StoredBar[], first: RawBar): boolean {
  const before = stored.findLast(({ startAt }) => startAt < first.startAt);
  return before !== undefined && !isSame(first.open / before.close);
}

/** The last stored bars as they are told now, which an answer that follows on them has left out. */
async function toldAgain(
  marketData: MarketData,
  { symbol, interval, upTo, answerBy }: BarQuery,
  stored: readonly StoredBar[],
): Promise<readonly RawBar[]> {
  const after = stored.slice(-COMPARED)[0]!.startAt;
  const query = { symbol, interval, after, upTo, ...(answerBy !== undefined && { answerBy }) };
  return (await marketData.bars(query)).bars;
}

/**
 * Throws  MARKET_MALFORMED where a source has rescaled its past by what no announced split makes: bars that follow on the
 *         stored ones would be on another scale, and nobody could tell from when on. So too where no one factor lies
 *         between what it tells and what is stored.
 */
function requireExplained(
  { symbol }: BarQuery,
  {
    pairs,
    scale,
    confirmed,
  }: { pairs: readonly Pair[]; scale: number | undefined; confirmed: readonly Split[] },
): void {
  const [first] = pairs;
  if (first === undefined || pairs.length < ENOUGH) return;
  const since = confirmed.filter(({ at }) => at > first.startAt);
  if (scale !== undefined && (isSame(scale) || isMadeBy(since, scale))) return;
  const how =
    scale === undefined
      ? 'at prices that have nothing to do with what they were'
      : `at ${Number(scale.toPrecision(4))} of what they were, and no split of that was announced`;
  throw new Problem(
    'MARKET_MALFORMED',
    `Bars of "${symbol}" are told ${how}: they are not mixed with those that are stored. Try again later.`,
  );
}

/** Bars of an answer that are stored, oldest first. */
function pairsOf(stored: readonly StoredBar[], told: readonly RawBar[]): readonly Pair[] {
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
  const asked = {
    symbol,
    fromDate: dateOf(Math.floor(from / DAY_MS)),
    toDate: dateOf(Math.floor(upTo / DAY_MS)),
    ...(answerBy !== undefined && { answerBy }),
  };
  const announced = await splitFeed?.splits(asked).catch((error: unknown) => {
    // That its splits are not known says nothing of a symbol whose bars are.
    if (isProblem(error, 'SYMBOL_UNKNOWN')) return [];
    throw error;
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
