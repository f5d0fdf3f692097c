import { Problem } from '../../problems';
import { minimise } from '../minimise';
import { garchLikelihood } from './garchLikelihood';
import { freeOf, freeSlope, type FreeParameters, weightsOf } from './garchParameters';

/** What GARCH(1,1), or GJR-GARCH(1,1), has learned from a column of log returns. */
export type GarchFit = {
  /** Of one bar's log return. */
  readonly mean: number;
  readonly omega: number;
  readonly alpha: number;
  /** What a fall adds to `alpha`; 0 without leverage. */
  readonly gamma: number;
  readonly beta: number;
  /** Stands for the squared return and the variance before the first row. */
  readonly backcast: number;
  readonly logLikelihood: number;
};

export type GarchRows = {
  /** Log returns, one place per bar. */
  readonly returns: Float64Array;
  readonly firstRow: number;
  readonly through: number;
  /** Whether falls may weigh otherwise than rises (GJR). */
  readonly leverage: boolean;
};

/** Below half a year of days the weights say nothing. */
const FEWEST_RETURNS = 126;

/** A spread below this share of the largest return is rounding, not movement. */
const FLAT_SHARE = 1e-12;
/** Of the mean log-likelihood, per free number. */
const SLOPE_TOLERANCE = 1e-9;

const BACKCAST_ROWS = 75;
const BACKCAST_DECAY = 0.94;

const STARTS = [0.6, 0.8, 0.9, 0.95, 0.98, 0.995].flatMap((persistence) =>
  [0.03, 0.06, 0.12, 0.24].flatMap((alpha) =>
    [1, 0.3].map((tilt) => ({ persistence, up: alpha * tilt, down: alpha * (2 - tilt) })),
  ),
);

const refusal = (what: string): Problem =>
  new Problem('MODEL_DEGENERATE', `The returns cannot be learned from: ${what}. Choose another series.`);

const meanOf = (list: Float64Array): number => list.reduce((sum, each) => sum + each, 0) / list.length;

/** Returns in units of their own spread: what is learned from them does not depend on their size. */
function standardised(returns: Float64Array): { readonly units: Float64Array; readonly scale: number } {
  if (returns.length < FEWEST_RETURNS) {
    throw refusal(`"${returns.length}" are fewer than ${FEWEST_RETURNS}`);
  }
  const wrong = returns.findIndex((each) => !Number.isFinite(each));
  if (wrong >= 0) throw refusal(`"${returns[wrong]}" stands at row "${wrong}"`);
  const mean = meanOf(returns);
  const scale = Math.sqrt(meanOf(returns.map((each) => (each - mean) ** 2)));
  const size = returns.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  if (!(scale > FLAT_SHARE * size)) throw refusal(`they are all "${returns[0]}"`);
  return { units: returns.map((each) => each / scale), scale };
}

/** Squared returns of the first rows, the earliest weighing most. */
function backcastOf(returns: Float64Array, mean: number): number {
  let [sum, whole, weight] = [0, 0, 1];
  for (let t = 0; t < Math.min(BACKCAST_ROWS, returns.length); t += 1) {
    sum += weight * (returns[t]! - mean) ** 2;
    whole += weight;
    weight *= BACKCAST_DECAY;
  }
  return sum / whole;
}

/**
 * GARCH(1,1) or GJR-GARCH(1,1) with a constant mean, by normal maximum (quasi-)likelihood: the best of
 * a grid of starts that all aim at the variance of the returns, then BFGS.
 *
 * Shape   a column of log returns, rows `firstRow` … `through`; at least 126 of them.
 * Units   weights of one bar; the variance is that of the returns as given.
 * Edge    `alpha` and `alpha + gamma` are ≥ 0 and `alpha + gamma / 2 + beta` stays below .9999. Returns
 *         without clusters of volatility leave `beta` undecided, but the forecast is right.
 * Throws  MODEL_DEGENERATE for returns that are too few, all equal, or not finite.
 * Source  Bollerslev 1986; Glosten, Jagannathan & Runkle 1993; variance targeting of Engle & Mezrich 1996.
 */
export function garchRegression({ returns, firstRow, through, leverage }: GarchRows): GarchFit {
  const { units, scale } = standardised(returns.subarray(firstRow, through + 1));
  const count = units.length;
  const mean = meanOf(units);
  const backcast = backcastOf(units, mean);
  const objective = (free: FreeParameters) => {
    const { logLikelihood, slope } = garchLikelihood(units, weightsOf(free), backcast);
    return { height: -logLikelihood / count, slope: freeSlope(free, slope).map((each) => -each / count) };
  };
  const starts = STARTS.filter(({ up, down }) => leverage || up === down).map((start) =>
    freeOf({ mean, variance: 1, ...start }, leverage),
  );
  const heights = starts.map((start) => objective(start).height);
  const best = starts[heights.indexOf(Math.min(...heights))]!;
  const { point, height } = minimise(objective, best, SLOPE_TOLERANCE);
  const weights = weightsOf(point);
  return {
    mean: weights.mean * scale,
    omega: weights.omega * scale * scale,
    alpha: weights.up,
    gamma: weights.down - weights.up,
    beta: weights.beta,
    backcast: backcast * scale * scale,
    logLikelihood: -count * (height + Math.log(scale)),
  };
}
