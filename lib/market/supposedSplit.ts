import type { Bar, CleanBars } from './bar';
import { medianOf, SIGMA_RETURNS } from './returnSigma';
import { priceFactor, type Split } from './split';
import { agreesWith, isFirst, type JumpedOpening, leftOf } from './splitSignal';

/** What exchanges have done, but for stock dividends: so many for so many, and the other way round. */
const RATIOS: readonly (readonly [number, number])[] = [
  ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 75, 80, 100].map(
    (n) => [n, 1] as const,
  ),
  ...([[3, 2], [5, 2], [7, 2], [4, 3], [5, 3], [5, 4], [6, 5], [7, 4], [7, 5], [8, 5]] as const), // prettier-ignore
];

/** Volumes are as noisy as e: that of a bar after a split lies so near to what its ratio asks for. */
const VOLUME_NOISE = 1;

/** Shares do not fall by 45 %, nor rise by 80 %, over a night, but for news that everybody hears of. */
const LEAST_FEARED = Math.log(1.8);

/** How far (ln) an opening is from where a split would have put it. */
const distanceFrom = (opening: JumpedOpening, split: Split): number => Math.abs(leftOf(opening, split));

/**
 * The split that price and volume speak of, where the price has moved as it never does: a usual ratio within 3 %, and a
 * volume that has grown as the count of shares.
 *
 * Edge    undefined where there is no such ratio, or the volumes do not follow; of several the nearest. Volumes are
 *         compared with those of the bars before, and of the first bars of the sessions before.
 */
export function splitSeen(opening: JumpedOpening, { bars }: Pick<CleanBars, 'bars'>): Split | undefined {
  return splitsNear(opening).find((split) => followsVolume(split, bars, opening.place));
}

/**
 * The usual ratios within 3 % of a price that has moved as it never does, the nearest first.
 *
 * Edge    none of a move that prices make by themselves, nor of one that has gone back.
 */
const splitsNear = (opening: JumpedOpening): readonly Split[] =>
  opening.isUsual || opening.wentBack
    ? []
    : byDistance(opening).filter((split) => agreesWith(opening, split));

/**
 * The split that a price which has moved as it never does may have made, where nobody answers who could tell: a usual ratio
 * within 3 %, or the nearest where a price twice or half as high is no move either.
 */
export function splitFeared(opening: JumpedOpening): Split | undefined {
  const [near] = splitsNear(opening);
  if (near || opening.isUsual || opening.wentBack) return near;
  return isFearful(opening) ? byDistance(opening)[0] : undefined;
}

/** Whether a price has moved further than shares do, whatever the ratio. */
export const isFearful = ({ jump }: JumpedOpening): boolean => Math.abs(jump) >= LEAST_FEARED;

function byDistance(opening: JumpedOpening): readonly Split[] {
  const { at, jump } = opening;
  const splits = RATIOS.map(([many, few]): Split =>
    jump < 0 ? { at, numerator: many, denominator: few } : { at, numerator: few, denominator: many },
  );
  return splits.sort((one, other) => distanceFrom(opening, one) - distanceFrom(opening, other));
}

function followsVolume(split: Split, bars: readonly Bar[], place: number): boolean {
  const { volume } = bars[place]!;
  const earlier = bars.slice(Math.max(0, place - SIGMA_RETURNS), place);
  const openings = bars.filter((_, at) => at < place && isFirst(bars, at));
  const usual = [medianVolume(earlier), medianVolume(openings), bars[place - 1]!.volume];
  const grown = Math.log(1 / priceFactor([split]));
  return usual.some(
    (one) => one > 0 && volume > 0 && Math.abs(Math.log(volume / one) - grown) <= VOLUME_NOISE,
  );
}

const medianVolume = (bars: readonly Bar[]): number =>
  medianOf(Float64Array.from(bars, ({ volume }) => volume));
