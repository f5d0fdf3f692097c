import type { RawBar } from '../../market/bar';
import { DAY_MS, dateOf } from '../../market/calendar/civilDate';
import { factorAt, scaledBar } from '../../market/rebasedBars';
import { priceFactor, type Split } from '../../market/split';
import type { BarStore } from '../../ports/BarStore';
import type { BarQuery, MarketData } from '../../ports/MarketData';
import type { SplitBook } from '../../ports/SplitBook';
import type { SplitFeed } from '../../ports/SplitFeed';
import { isProblem, Problem } from '../../problems';
import { COMPARED, ENOUGH } from './closePairs';
import { type Compared, comparedWith, isMadeBy, isSame, type Pair, scaleOf, scalesOf } from './storedScale';

type Beside = {
  readonly bars: Pick<BarStore, 'newest' | 'whole'>;
  readonly splits: SplitBook;
  /** Undefined where nobody announces splits. */
  readonly splitFeed: SplitFeed | undefined;
};

/** Days in which a session before and one after a split lie. */
const AROUND_DAYS = 7;

/**
 * Market data as it was traded: a source that has rescaled its past by the splits since tells prices that nobody paid,
 * and what is stored of that past was read before. By splits that are confirmed they are scaled back.
 *
 * Edge    where stored bars differ from the answer by one factor, and splits that make just that factor were announced
 *         since, these are confirmed by it: the source knows of them already. Where it is the stored bars that were first
 *         read rescaled by just those, the answer is taken to their scale: of a split that they do not show nothing is
 *         written down.
 */
export const tradedMarketData = (marketData: MarketData, beside: Beside): MarketData => ({
  async bars(query) {
    const batch = await marketData.bars(query);
    const [first] = batch.bars;
    if (first === undefined) return batch;
    const { pairs, seam } = await comparedWith(marketData, query, batch.bars, beside);
    const rescaledBefore = await splitsBetween(query, pairs, beside);
    if (rescaledBefore)
      return { ...batch, bars: batch.bars.map((bar) => scaledBar(bar, factorAt(bar, rescaledBefore))) };
    const known = await beside.splits.ofSymbol(query.symbol);
    const confirmed = known.filter(({ state }) => state === 'confirmed');
    if (seam) requireExplained(query, { pairs, seam, confirmed });
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

/**
 * Throws  MARKET_MALFORMED where a source has rescaled its past by what no announced split makes: bars that follow on the
 *         stored ones, or stand before them, would be on another scale, and nobody could tell from when on. So too where
 *         no one factor lies between what it tells and what is stored.
 */
function requireExplained(
  { symbol }: BarQuery,
  { pairs, seam, confirmed }: Required<Compared> & { readonly confirmed: readonly Split[] },
): void {
  const [first] = pairs;
  if (first === undefined || pairs.length < ENOUGH) return;
  const since = confirmed.filter(({ at }) => at > first.startAt);
  const scale = scaleOf(pairs.slice(0, COMPARED));
  const scales = [scale, ...(seam === 'older' ? [first.ratio] : [])];
  const wrong = scales.find((one) => one === undefined || (!isSame(one) && !isMadeBy(since, one)));
  if (wrong === undefined && scale !== undefined) return;
  const how =
    wrong === undefined
      ? 'at prices that have nothing to do with what they were'
      : `at ${Number(wrong.toPrecision(4))} of what they were, and no split of that was announced`;
  throw new Problem(
    'MARKET_MALFORMED',
    `Bars of "${symbol}" are told ${how}: they are not mixed with those that are stored. Try again later.`,
  );
}

/**
 * Splits by which what is stored was rescaled and an answer was not; undefined where there are none.
 *
 * Edge    those by which the answer was rescaled and what is stored was not are written down as confirmed.
 */
async function splitsBetween(
  query: BarQuery,
  pairs: readonly Pair[],
  beside: Beside,
): Promise<readonly Split[] | undefined> {
  const scales = scalesOf(pairs);
  if (scales.length === 0) return undefined;
  const from = pairs[0]!.startAt;
  const make = (made: readonly Split[]) => ({
    isAnswer: scales.some((scale) => isMadeBy(made, scale)),
    isStored: scales.some((scale) => isMadeBy(made, 1 / scale)),
  });
  const known = await beside.splits.ofSymbol(query.symbol);
  const since = known.filter(({ state, at }) => state === 'confirmed' && at > from);
  const byKnown = make(since);
  if (byKnown.isAnswer) return undefined;
  if (byKnown.isStored) return since;
  const found = await announcedSince(query, from, beside);
  const byFound = make(found);
  if (byFound.isAnswer)
    for (const split of found) await beside.splits.put(query.symbol, { ...split, state: 'confirmed' });
  return byFound.isStored && !byFound.isAnswer ? found : undefined;
}

/** Splits that were announced since a bar, for sessions up to the newest that is stored or asked for. */
async function announcedSince(
  { symbol, interval, upTo, answerBy }: BarQuery,
  from: number,
  { bars, splitFeed }: Pick<Beside, 'bars' | 'splitFeed'>,
): Promise<readonly Split[]> {
  if (splitFeed === undefined) return [];
  const whole = await bars.whole(symbol, interval);
  const through = Math.max(upTo, whole?.through ?? upTo);
  const asked = {
    symbol,
    fromDate: dateOf(Math.floor(from / DAY_MS)),
    toDate: dateOf(Math.floor(through / DAY_MS)),
    ...(answerBy !== undefined && { answerBy }),
  };
  const announced = await splitFeed.splits(asked).catch((error: unknown) => {
    // That its splits are not known says nothing of a symbol whose bars are.
    if (isProblem(error, 'SYMBOL_UNKNOWN')) return [];
    throw error;
  });
  return announced.map(({ sessionDate, ...ratio }) => ({
    at: Date.parse(`${sessionDate}T00:00:00Z`),
    ...ratio,
  }));
}

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
