import type { GarchSlope, GarchWeights } from './garchLikelihood';

/** A shock fades at least this fast: a variance that never returns has no long-run level to forecast. */
const LARGEST_PERSISTENCE = 0.9999;

/**
 * Weights that are allowed, as numbers that are free: mean, log omega, logit of the persistence, and
 * the logs of how it is shared out, against beta's share: one for `up` and `down` together, or one each.
 *
 * The persistence is (up + down) / 2 + beta.
 */
export type FreeParameters = Float64Array;

type Shares = { readonly persistence: number; readonly masses: Float64Array };

const FIRST_SHARE = 3;

function sharesOf(free: FreeParameters): Shares {
  const persistence = LARGEST_PERSISTENCE / (1 + Math.exp(-free[2]!));
  const logs = [...free.subarray(FIRST_SHARE), 0];
  const top = Math.max(...logs);
  const raw = logs.map((each) => Math.exp(each - top));
  const whole = raw.reduce((sum, each) => sum + each, 0);
  return { persistence, masses: Float64Array.from(raw, (each) => (persistence * each) / whole) };
}

/** The weights that free numbers stand for: positive, with a persistence below 1. */
export function weightsOf(free: FreeParameters): GarchWeights {
  const { masses } = sharesOf(free);
  const [mean, omega] = [free[0]!, Math.exp(free[1]!)];
  if (masses.length === 2) {
    return { mean, omega, up: masses[0]!, down: masses[0]!, beta: masses[1]! };
  }
  return { mean, omega, up: 2 * masses[0]!, down: 2 * masses[1]!, beta: masses[2]! };
}

/** The slope by weights as a slope by the free numbers behind them. */
export function freeSlope(free: FreeParameters, slope: GarchSlope): Float64Array {
  const { persistence, masses } = sharesOf(free);
  const [toMean, toOmega, toUp, toDown, toBeta] = [slope[0]!, slope[1]!, slope[2]!, slope[3]!, slope[4]!];
  const toMasses = masses.length === 2 ? [toUp + toDown, toBeta] : [2 * toUp, 2 * toDown, toBeta];
  const total = toMasses.reduce((sum, each, i) => sum + each * masses[i]!, 0);
  const shares = toMasses
    .slice(0, -1)
    .map((each, i) => masses[i]! * each - (masses[i]! * total) / persistence);
  return Float64Array.of(
    toMean,
    toOmega * Math.exp(free[1]!),
    total * (1 - persistence / LARGEST_PERSISTENCE),
    ...shares,
  );
}

/** A place to begin: the variance aimed at, how long shocks last, and what new ones weigh. */
export type GarchStart = {
  readonly mean: number;
  readonly variance: number;
  readonly persistence: number;
  readonly up: number;
  readonly down: number;
};

/** The free numbers of a start; one share for both signs unless `leverage`. */
export function freeOf(
  { mean, variance, persistence, up, down }: GarchStart,
  leverage: boolean,
): FreeParameters {
  const beta = persistence - (up + down) / 2;
  const shares = leverage
    ? [Math.log(up / 2 / beta), Math.log(down / 2 / beta)]
    : [Math.log((up + down) / 2 / beta)];
  const part = persistence / LARGEST_PERSISTENCE;
  return Float64Array.of(
    mean,
    Math.log(variance * (1 - persistence)),
    Math.log(part / (1 - part)),
    ...shares,
  );
}
