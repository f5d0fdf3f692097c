import { linearQuantile } from '../scores/linearQuantile';
import { survival } from '../survival';

/** Touch levels lie so many σ of the long run away, upwards and downwards. */
export const LEVEL_SIGMAS = [0.5, 1, 1.5, 2] as const;
/** Levels of one case: upwards and downwards of each. */
export const LEVELS = 2 * LEVEL_SIGMAS.length;

/** How fast an interval that missed too often, or too seldom, is widened or narrowed. */
const ADAPTATION = 0.005;
const FEWEST_ERRORS = 100;
const NORMAL_50 = 0.6744897501960817;
const NORMAL_90 = 1.6448536269514722;

/** What happened after each case, oldest first. */
export type Happened = {
  readonly horizonReturn: Float64Array;
  readonly upward: Float64Array;
  readonly downward: Float64Array;
  /** Place of the first case of the block each case belongs to: what was known then is what it is told by. */
  readonly blockStart: Int32Array;
  /** How many of the first cases had ended when each was issued. */
  readonly ended: Int32Array;
  /** Long-run σ over the horizon as it was known at the start of the block. */
  readonly longSigma: Float64Array;
};

/** What was told of each case before it: log returns, and chances of touching each level. */
export type Issued = {
  readonly low50: Float64Array;
  readonly high50: Float64Array;
  readonly low90: Float64Array;
  readonly high90: Float64Array;
  /** `LEVELS` a case: of each multiple of the long-run σ upwards, then downwards. */
  readonly touch: Float64Array;
};

const sortedShare = (values: Float64Array, sigma: Float64Array, count: number): Float64Array => {
  const shares = new Float64Array(count);
  for (let i = 0; i < count; i += 1) shares[i] = values[i]! / sigma[i]!;
  return shares.sort();
};

/** An interval that holds a share of the errors: as wide as it has to be by what it missed lately. */
function adaptiveInterval(coverage: number, normal: number) {
  let miss = 1 - coverage;
  const [least, most] = [0.1 * (1 - coverage), Math.min(4 * (1 - coverage), 0.9)];
  return {
    around(errors: Float64Array): readonly [number, number] {
      if (errors.length < FEWEST_ERRORS) return [-normal, normal];
      return [
        Math.min(linearQuantile(errors, miss / 2), 0),
        Math.max(linearQuantile(errors, 1 - miss / 2), 0),
      ];
    },
    learn(wasMissed: boolean): void {
      miss += ADAPTATION * (1 - coverage - (wasMissed ? 1 : 0));
      miss = Math.min(Math.max(miss, least), most);
    },
  };
}

/**
 * What a model's σ would have told of each case: intervals and touch chances from the errors of cases that had ended.
 *
 * Units   `sigma` of the log return over the horizon, one a case.
 * Edge    the 100 first cases are told by the normal distribution, for want of errors.
 * Source  Gibbs & Candès 2021, Adaptive conformal inference under distribution shift; errors are scaled by their own σ.
 */
export function issued(sigma: Float64Array, happened: Happened): Issued {
  const cases = sigma.length;
  const column = () => new Float64Array(cases);
  const told = { low50: column(), high50: column(), low90: column(), high90: column() };
  const touch = new Float64Array(cases * LEVELS);
  const [half, nine] = [adaptiveInterval(0.5, NORMAL_50), adaptiveInterval(0.9, NORMAL_90)];
  const { horizonReturn, blockStart, ended, longSigma } = happened;
  let known = errorsUpTo(sigma, happened, 0);
  let learned = 0;
  for (let i = 0; i < cases; i += 1) {
    if (blockStart[i] === i) known = errorsUpTo(sigma, happened, ended[i]!);
    for (; learned < ended[i]!; learned += 1) {
      const outcome = horizonReturn[learned]!;
      half.learn(outcome < told.low50[learned]! || outcome > told.high50[learned]!);
      nine.learn(outcome < told.low90[learned]! || outcome > told.high90[learned]!);
    }
    const [low50, high50] = half.around(known.errors);
    const [low90, high90] = nine.around(known.errors);
    told.low50[i] = low50 * sigma[i]!;
    told.high50[i] = high50 * sigma[i]!;
    told.low90[i] = low90 * sigma[i]!;
    told.high90[i] = high90 * sigma[i]!;
    LEVEL_SIGMAS.forEach((multiple, place) => {
      const distance = (multiple * longSigma[i]!) / sigma[i]!;
      touch[i * LEVELS + 2 * place] = survival(known.upward, distance);
      touch[i * LEVELS + 2 * place + 1] = survival(known.downward, distance);
    });
  }
  return { ...told, touch };
}

function errorsUpTo(sigma: Float64Array, { horizonReturn, upward, downward }: Happened, count: number) {
  return {
    errors: sortedShare(horizonReturn, sigma, count),
    upward: sortedShare(upward, sigma, count),
    downward: sortedShare(downward, sigma, count),
  };
}
