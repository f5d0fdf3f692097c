import { normalCdf } from '../models/normalCdf';
import type { TouchChance } from './forecast';

/**
 * How likely a price that wanders without drift touches a level before the horizon ends.
 *
 * Units   `sigma` of the log return over the horizon; prices in one currency.
 * Source  reflection principle: 2Φ(−b/σ) with b = |ln(level / price)|.
 * @example touchChance(100, 100, 0.02) // → { level: 100, probability: 1, distanceSigma: 0 }
 */
export function touchChance(level: number, price: number, sigma: number): TouchChance {
  const distanceSigma = Math.abs(Math.log(level / price)) / sigma;
  return { level, probability: 2 * normalCdf(-distanceSigma), distanceSigma };
}
