import { normalCdf } from '../models/normalCdf';

/** Cases below which the reflection principle is trusted more than what was measured. */
const FEWEST_EXCURSIONS = 100;

/**
 * How likely an excursion of at least so many σ is, by those that were measured: filtered historical simulation.
 *
 * Shape   `sorted` holds past excursions in units of their own forecast σ, rising.
 * Edge    fewer than 100 → the reflection principle, 2Φ(−b); a distance of 0 or less was touched already. Never 0 nor, beyond
 *         0, quite 1: what was not seen may be.
 * Source  Barone-Adesi, Giannopoulos & Vosper 1999, VaR without correlations for portfolios of derivative securities.
 */
export function survival(sorted: Float64Array, distanceSigma: number): number {
  if (distanceSigma <= 0) return 1;
  const cases = sorted.length;
  if (cases < FEWEST_EXCURSIONS) return 2 * normalCdf(-distanceSigma);
  let [low, high] = [0, cases];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < distanceSigma) low = middle + 1;
    else high = middle;
  }
  return (cases - low + 0.5) / (cases + 1);
}
