import { normalCdf } from '../models/normalCdf';

/** Cases below which the reflection principle is trusted more than what was measured. */
export const FEWEST_EXCURSIONS = 100;

/**
 * How likely an excursion of at least so many σ is, by those that were measured: filtered historical simulation.
 *
 * Shape   `reached` of `cases` past excursions, each in units of its own forecast σ, went that far.
 * Edge    fewer than 100 cases → the reflection principle, 2Φ(−b); a distance of 0 or less was touched already. Never 0 nor,
 *         beyond 0, quite 1: what was not seen may be.
 * Source  Barone-Adesi, Giannopoulos & Vosper 1999, VaR without correlations for portfolios of derivative securities.
 * @example survival(0.5, { cases: 999, reached: 499 }) // → 0.4995
 */
export function survival(
  distanceSigma: number,
  { cases, reached }: { readonly cases: number; readonly reached: number },
): number {
  if (distanceSigma <= 0) return 1;
  if (cases < FEWEST_EXCURSIONS) return 2 * normalCdf(-distanceSigma);
  return (reached + 0.5) / (cases + 1);
}

/** How many of numbers in rising order are not below one. */
export function countFrom(rising: Float64Array, least: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return rising.length - low;
}
