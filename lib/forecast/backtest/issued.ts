import { risingNumbers } from '../risingNumbers';
import { linearQuantile } from '../scores/linearQuantile';
import { countFrom, survival } from '../survival';
import { FEWEST_ERRORS, upChance } from '../upChance';

/** Touch levels lie so many σ of the long run away, upwards and downwards. */
export const LEVEL_SIGMAS = [0.5, 1, 1.5, 2] as const;
/** Levels of one case: upwards and downwards of each. */
export const LEVELS = 2 * LEVEL_SIGMAS.length;

/** How fast an interval that missed too often, or too seldom, is widened or narrowed. */
const ADAPTATION = 0.005;
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

/** What a model said of each case: σ of the log return over the horizon, and its median where that is not 0. */
export type Said = {
  readonly sigma: Float64Array;
  readonly median?: Float64Array;
  /** That the price ends higher, of models that tell it by themselves. */
  readonly up?: Float64Array;
};

/** Ends of the intervals of 50 % and 90 %, in σ from the median. */
export type ErrorQuantiles = {
  readonly q05: number;
  readonly q25: number;
  readonly q75: number;
  readonly q95: number;
};

/** What was told of each case before it: log returns, and chances of touching each level. */
export type Issued = {
  readonly low50: Float64Array;
  readonly high50: Float64Array;
  readonly low90: Float64Array;
  readonly high90: Float64Array;
  /** `LEVELS` a case: of each multiple of the long-run σ upwards, then downwards. */
  readonly touch: Float64Array;
  /** That the price ends higher; of models with a median. */
  readonly up?: Float64Array;
  /** By what the next case would be told, once all of these had ended. */
  readonly afterwards: ErrorQuantiles;
};

/** An interval that holds a share of the errors: as wide as it has to be by what it missed lately. */
function adaptiveInterval(coverage: number, normal: number) {
  let miss = 1 - coverage;
  const [least, most] = [0.1 * (1 - coverage), Math.min(4 * (1 - coverage), 0.9)];
  return {
    /** Reaches the median also where the errors were almost all on one side of it. */
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

/** What the errors of cases that have ended tell, each in units of its own σ. */
function knownErrors({ sigma, median }: Said, { horizonReturn, upward, downward }: Happened) {
  const lists = [risingNumbers(sigma.length), risingNumbers(sigma.length), risingNumbers(sigma.length)];
  const [errors, up, down] = lists as [(typeof lists)[0], (typeof lists)[0], (typeof lists)[0]];
  let counted = 0;
  return {
    /** Takes in the first cases; there must not be fewer from call to call. */
    through(cases: number): void {
      const inSigmas = (of: Float64Array, around?: Float64Array) =>
        Float64Array.from({ length: cases - counted }, (_, i) => {
          const at = counted + i;
          return (of[at]! - (around?.[at] ?? 0)) / sigma[at]!;
        });
      errors.add(inSigmas(horizonReturn, median));
      up.add(inSigmas(upward));
      down.add(inSigmas(downward));
      counted = cases;
    },
    errors: () => errors.all(),
    chanceUp: (distance: number) => chanceIn(up.all(), distance),
    chanceDown: (distance: number) => chanceIn(down.all(), distance),
  };
}

const chanceIn = (excursions: Float64Array, distance: number): number =>
  survival(distance, { cases: excursions.length, reached: countFrom(excursions, distance) });

const aboveIn = (errors: Float64Array, least: number) => ({
  cases: errors.length,
  above: countFrom(errors, least),
});

/**
 * What a model would have told of each case: intervals and touch chances from the errors of cases that had ended.
 *
 * Shape   one σ a case.
 * Edge    the 100 first cases are told by the normal distribution, for want of errors.
 * Source  Gibbs & Candès 2021, Adaptive conformal inference under distribution shift; errors are scaled by their own σ.
 */
export function issued(said: Said, happened: Happened): Issued {
  const { sigma, median } = said;
  const cases = sigma.length;
  const column = () => new Float64Array(cases);
  const told = { low50: column(), high50: column(), low90: column(), high90: column() };
  const touch = new Float64Array(cases * LEVELS);
  const up = said.up ?? (median && column());
  const [half, nine] = [adaptiveInterval(0.5, NORMAL_50), adaptiveInterval(0.9, NORMAL_90)];
  const { horizonReturn, blockStart, ended, longSigma } = happened;
  const known = knownErrors(said, happened);
  let learned = 0;
  const learn = (count: number): void => {
    for (; learned < count; learned += 1) {
      const outcome = horizonReturn[learned]!;
      half.learn(outcome < told.low50[learned]! || outcome > told.high50[learned]!);
      nine.learn(outcome < told.low90[learned]! || outcome > told.high90[learned]!);
    }
  };
  /** The wider of two that were adapted apart holds the narrower. */
  const quantiles = (): ErrorQuantiles => {
    const [q25, q75] = half.around(known.errors());
    const [low, high] = nine.around(known.errors());
    return { q05: Math.min(low, q25), q25, q75, q95: Math.max(high, q75) };
  };
  for (let i = 0; i < cases; i += 1) {
    if (blockStart[i] === i) known.through(ended[i]!);
    learn(ended[i]!);
    const { q05, q25, q75, q95 } = quantiles();
    const around = median?.[i] ?? 0;
    told.low50[i] = around + q25 * sigma[i]!;
    told.high50[i] = around + q75 * sigma[i]!;
    told.low90[i] = around + q05 * sigma[i]!;
    told.high90[i] = around + q95 * sigma[i]!;
    if (up && said.up === undefined)
      up[i] = upChance(around / sigma[i]!, aboveIn(known.errors(), -around / sigma[i]!));
    LEVEL_SIGMAS.forEach((multiple, place) => {
      const distance = (multiple * longSigma[i]!) / sigma[i]!;
      touch[i * LEVELS + 2 * place] = known.chanceUp(distance);
      touch[i * LEVELS + 2 * place + 1] = known.chanceDown(distance);
    });
  }
  known.through(cases);
  learn(cases);
  return { ...told, touch, ...(up && { up }), afterwards: quantiles() };
}
