import { MILLI, type ModelArtifact } from '../models/artifact';
import type { TouchChance } from './forecast';
import { survival } from './survival';

export type Excursions = ModelArtifact['excursions'];

/** The price now, and σ of its log return over the horizon. */
export type Standing = { readonly price: number; readonly sigma: number };

/** How far a level is from the price, in σ, upwards or downwards. */
export const distanceIn = (level: number, { price, sigma }: Standing): number =>
  Math.abs(Math.log(level / price)) / sigma;

const reachedBy = (excursions: readonly number[], distanceSigma: number): number => {
  const least = MILLI * distanceSigma;
  let reached = 0;
  for (let i = 0; i < excursions.length; i += 1) if (excursions[i]! >= least) reached += 1;
  return reached;
};

/**
 * How likely a level is touched before the horizon ends, by how far the price went after earlier forecasts.
 *
 * Units   `sigma` of the log return over the horizon; prices in one currency; excursions in thousandths of a σ.
 * Edge    see survival.
 * @example touchChance(100, { price: 100, sigma: 0.02 }, { upward: [], downward: [] }) // → { level: 100, probability: 1, distanceSigma: 0 }
 */
export function touchChance(
  level: number,
  standing: Standing,
  { upward, downward }: Excursions,
): TouchChance {
  const distanceSigma = distanceIn(level, standing);
  const excursions = level >= standing.price ? upward : downward;
  const reached = reachedBy(excursions, distanceSigma);
  return {
    level,
    probability: survival(distanceSigma, { cases: excursions.length, reached }),
    distanceSigma,
  };
}
