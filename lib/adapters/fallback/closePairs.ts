import type { RawBar } from '../../market/bar';
import { DAY_MS } from '../../market/calendar/civilDate';
import { scaledBar } from '../../market/rebasedBars';
import type { StoredBar } from '../../ports/BarStore';

/** Bars that a source is compared on with what is stored, and how many of them there must be. */
export const COMPARED = 20;
export const ENOUGH = 3;

/** Half of the closes that are compared may not lie further apart: prices of another scale do, rounded ones do not. */
const SAME_SHARE = 0.005;
const SAME_PRICE = 0.01;

/** A dividend takes a past down by no more: all but a few closes differ by one factor, but for rounding. */
const LEAST_FACTOR = 0.95;
const ROUNDED_SHARE = 0.0005;
const ROUNDED = 0.9;

/** A bar that is stored, and what is told of it. */
export type ClosePair = { readonly stored: StoredBar; readonly told: RawBar };

/** Bars by their start. */
export const byStart = (bars: readonly RawBar[]): ReadonlyMap<number, RawBar> =>
  new Map(bars.map((bar) => [bar.startAt, bar]));

/** Stored bars of which something is told, in their order. */
export const pairsOf = (
  stored: readonly StoredBar[],
  told: ReadonlyMap<number, RawBar>,
): readonly ClosePair[] =>
  stored.flatMap((bar) => {
    const reading = told.get(bar.startAt);
    return reading ? [{ stored: bar, told: reading }] : [];
  });

/** Whether half of the closes are the same; of none they are. */
export const areSame = (pairs: readonly ClosePair[]): boolean =>
  pairs.filter(isSame).length * 2 >= pairs.length;

/** Whether both closes of a pair are the same, but for what vendors differ by. */
export const isSame = ({ stored, told }: ClosePair): boolean =>
  isWithin(told.close, stored.close, SAME_SHARE);

/**
 * By what factor a dividend may have taken down what is told of stored bars: nearly all closes are lower by that one, or not
 * at all; undefined where they are not.
 *
 * Shape   `some` of all pairs that are compared, beside the newest bar that follows on them, if any.
 * Edge    within a session nobody adjusts: what is told of the day of that bar is the same, or else of another scale.
 */
export function loweredBy(
  some: readonly ClosePair[],
  { pairs, newest }: { readonly pairs: readonly ClosePair[]; readonly newest: RawBar | undefined },
): number | undefined {
  const isToday = ({ stored }: ClosePair) => newest !== undefined && dayOf(stored) === dayOf(newest);
  const earlier = some.filter((pair) => !isToday(pair));
  const factors = earlier.map(ratioOf).sort((one, other) => one - other);
  const factor = factors[factors.length >> 1];
  if (factor === undefined || factor < LEAST_FACTOR || factor > 1 + ROUNDED_SHARE) return undefined;
  const today = pairs.filter(isToday);
  if (today.filter((pair) => isAsTraded(pair, factor)).length * 2 < today.length) return undefined;
  const isRounded = ({ stored, told }: ClosePair): boolean =>
    [1, factor].some((by) => isWithin(told.close, by * stored.close, ROUNDED_SHARE));
  return earlier.filter(isRounded).length >= ROUNDED * earlier.length ? factor : undefined;
}

/** Whether a close is told as it was traded, and not lower by a factor: one that was corrected is still nearer to what it was. */
const isAsTraded = (pair: ClosePair, factor: number): boolean =>
  Math.abs(ratioOf(pair) - 1) <= Math.abs(ratioOf(pair) - factor);

/** Bars of which the rest of a session that is stored up to a pair is as it was traded: it is told as low as that. */
export function restAsTraded(
  bars: readonly RawBar[],
  last: ClosePair | undefined,
  factor: number,
): readonly RawBar[] {
  if (last === undefined || isAsTraded(last, factor)) return bars;
  const isRest = (bar: RawBar) => bar.startAt > last.stored.startAt && dayOf(bar) === dayOf(last.stored);
  return bars.map((bar) => (isRest(bar) ? { ...scaledBar(bar, 1 / factor), volume: bar.volume } : bar));
}

const ratioOf = ({ stored, told }: ClosePair): number => told.close / stored.close;

const dayOf = ({ startAt }: RawBar): number => Math.floor(startAt / DAY_MS);

/** The newest of some bars, where it follows on all that are stored up to one. */
export const newestAfter = (
  last: Pick<RawBar, 'startAt'> | undefined,
  bars: readonly RawBar[],
): RawBar | undefined =>
  bars.findLast(({ startAt }) => startAt > (last?.startAt ?? Number.POSITIVE_INFINITY));

/** Whether two closes differ by no more than a share, or a cent. */
const isWithin = (told: number, close: number, share: number): boolean =>
  Math.abs(told - close) <= Math.max(SAME_PRICE, share * close);
