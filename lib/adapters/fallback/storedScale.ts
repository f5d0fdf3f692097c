import type { RawBar } from '../../market/bar';
import { priceFactor, type Split } from '../../market/split';
import type { BarStore, StoredBar } from '../../ports/BarStore';
import type { BarQuery, MarketData } from '../../ports/MarketData';
import { COMPARED, ENOUGH } from './closePairs';
import { storedBehind } from './storedBehind';

/** Closes that are the same but for a factor differ from it by less. */
const SAME_SHARE = 0.005;
/** A split that is not known yet changes the scale by more. */
const LEAST_FACTOR = 1.1;

/** A bar that is told and stored, with the share of its stored close that is told. */
export type Pair = { readonly startAt: number; readonly ratio: number };

export type Compared = {
  /** Oldest first. */
  readonly pairs: readonly Pair[];
  /** Where an answer holds too few of the stored bars, and a step as wide as that of a split lies between both. */
  readonly seam?: 'newer' | 'older' | undefined;
};

/** What a source tells of stored bars: in its answer, or where this meets them with a step after one question more. */
export async function comparedWith(
  marketData: MarketData,
  query: BarQuery,
  told: readonly RawBar[],
  { bars }: { readonly bars: Pick<BarStore, 'newest' | 'whole'> },
): Promise<Compared> {
  const { symbol: series, interval, upTo } = query;
  const stored = await bars.newest({ series, interval, upTo, limit: told.length + COMPARED });
  const own = pairsOf(stored, told);
  if (own.length >= ENOUGH) return { pairs: own };
  const before = stored.findLast(({ startAt }) => startAt < told[0]!.startAt);
  if (isStep(before, told[0])) {
    const newest = stored.slice(-COMPARED);
    return { pairs: pairsOf(newest, await toldAgain(marketData, query, newest)), seam: 'newer' };
  }
  const behind = await storedBehind(bars, query, told);
  if (!isStep(told.at(-1), behind[0])) return { pairs: own };
  return { pairs: pairsOf(behind, await toldAgain(marketData, query, behind)), seam: 'older' };
}

/** Whether a bar opens as far from the one before as after a split. */
const isStep = (before: RawBar | undefined, next: RawBar | undefined): boolean =>
  before !== undefined && next !== undefined && !isSame(next.open / before.close);

/** Stored bars as they are told now, which an answer that meets them has left out. */
async function toldAgain(
  marketData: MarketData,
  { symbol, interval, upTo, answerBy }: BarQuery,
  stored: readonly StoredBar[],
): Promise<readonly RawBar[]> {
  const reach = { after: stored[0]!.startAt, upTo: Math.max(upTo, stored.at(-1)!.closedAt) };
  const query = { symbol, interval, ...reach, ...(answerBy !== undefined && { answerBy }) };
  return (await marketData.bars(query)).bars;
}

/** Bars of an answer that are stored, oldest first. */
function pairsOf(stored: readonly StoredBar[], told: readonly RawBar[]): readonly Pair[] {
  const closes = new Map(stored.map(({ startAt, close }) => [startAt, close]));
  return told.flatMap(({ startAt, close }) => {
    const stands = closes.get(startAt);
    return stands === undefined ? [] : [{ startAt, ratio: close / stands }];
  });
}

export const isSame = (scale: number): boolean => Math.abs(Math.log(scale)) <= Math.log(LEAST_FACTOR);

/** By what bars differ from those that are stored; undefined where these are too few, or more than half do not agree. */
export function scaleOf(pairs: readonly Pair[]): number | undefined {
  const ratios = pairs.map(({ ratio }) => ratio).sort((one, other) => one - other);
  const scale = ratios[ratios.length >> 1];
  if (scale === undefined || ratios.length < ENOUGH) return undefined;
  const agreeing = ratios.filter((ratio) => Math.abs(ratio / scale - 1) < SAME_SHARE);
  return agreeing.length * 2 >= ratios.length ? scale : undefined;
}

/** By what the oldest bars may be of another scale: as most of twenty are, or the first, where a split lies just behind it. */
export function scalesOf(pairs: readonly Pair[]): readonly number[] {
  const scale = scaleOf(pairs.slice(0, COMPARED));
  return scale === undefined ? [] : [scale, pairs[0]!.ratio].filter((one) => !isSame(one));
}

export const isMadeBy = (splits: readonly Split[], scale: number): boolean =>
  Math.abs(priceFactor(splits) / scale - 1) <= SAME_SHARE;
