import type { RawBar } from '../../market/bar';
import { DAY_MS } from '../../market/calendar/civilDate';
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
 * Whether a dividend may have taken down what is told of stored bars: nearly all closes are lower by one factor, or not at all.
 *
 * Shape   `some` of all pairs that are compared, beside the first bar that follows on them, if any.
 * Edge    within a session nobody adjusts: what is told of the day of that bar is the same, or else of another scale.
 */
export function areLowered(
  some: readonly ClosePair[],
  { pairs, following }: { readonly pairs: readonly ClosePair[]; readonly following: RawBar | undefined },
): boolean {
  const isToday = ({ stored }: ClosePair) => following !== undefined && dayOf(stored) === dayOf(following);
  const earlier = some.filter((pair) => !isToday(pair));
  const factors = earlier.map(ratioOf).sort((one, other) => one - other);
  const factor = factors[factors.length >> 1];
  if (factor === undefined || factor < LEAST_FACTOR || factor > 1 + ROUNDED_SHARE) return false;
  // A bar that was corrected is still nearer to what it was.
  const today = pairs.filter(isToday);
  const isAsTraded = (pair: ClosePair) => Math.abs(ratioOf(pair) - 1) <= Math.abs(ratioOf(pair) - factor);
  if (today.filter(isAsTraded).length * 2 < today.length) return false;
  const isRounded = ({ stored, told }: ClosePair): boolean =>
    [1, factor].some((by) => isWithin(told.close, by * stored.close, ROUNDED_SHARE));
  return earlier.filter(isRounded).length >= ROUNDED * earlier.length;
}

const ratioOf = ({ stored, told }: ClosePair): number => told.close / stored.close;

const dayOf = ({ startAt }: RawBar): number => Math.floor(startAt / DAY_MS);

/** The first of some bars that follows on all that are compared. */
export const followingOn = (pairs: readonly ClosePair[], bars: readonly RawBar[]): RawBar | undefined => {
  const last = pairs.at(-1)?.stored.startAt ?? Number.POSITIVE_INFINITY;
  return bars.find(({ startAt }) => startAt > last);
};

/** Whether two closes differ by no more than a share, or a cent. */
const isWithin = (told: number, close: number, share: number): boolean =>
  Math.abs(told - close) <= Math.max(SAME_PRICE, share * close);
