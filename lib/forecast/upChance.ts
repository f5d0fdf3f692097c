import { normalCdf } from '../models/normalCdf';

/** Errors below which the normal distribution is trusted more than what was measured. */
export const FEWEST_ERRORS = 100;

/**
 * How likely the price ends higher, by how wrong earlier medians were.
 *
 * Shape   `above` of `cases` past errors, each in units of its own σ, were larger than −`medianSigma`.
 * Units   `medianSigma`: log return of the median, in forecast σ.
 * Edge    fewer than 100 cases → Φ(medianSigma). Never 0 nor 1.
 * @example upChance(0.1, { cases: 199, above: 119 }) // → 0.5975
 */
export function upChance(
  medianSigma: number,
  { cases, above }: { readonly cases: number; readonly above: number },
): number {
  return cases < FEWEST_ERRORS ? normalCdf(medianSigma) : (above + 0.5) / (cases + 1);
}
