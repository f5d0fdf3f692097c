import type { PriceMoves } from '../../features/priceMoves';
import { rollingMax, rollingMin } from '../../features/rollingExtreme';

/** How far a price goes from the close of each row before the horizon ends. */
export type Excursions = { readonly upward: Float64Array; readonly downward: Float64Array };

/**
 * The highest high above, and the lowest low below, the close of each row within the bars of the horizon that begins there.
 *
 * Shape   n bars → n of each; the last `horizonBars` rows have no whole horizon, and read 0.
 * Units   natural logarithms of prices; below 0 where the price opened beyond its close and never came back.
 */
export function excursionsOf(
  { count, logClose, logHigh, logLow }: PriceMoves,
  horizonBars: number,
): Excursions {
  const [highest, lowest] = [rollingMax(logHigh, horizonBars), rollingMin(logLow, horizonBars)];
  const [upward, downward] = [new Float64Array(count), new Float64Array(count)];
  for (let row = 0; row + horizonBars < count; row += 1) {
    upward[row] = highest[row + horizonBars]! - logClose[row]!;
    downward[row] = logClose[row]! - lowest[row + horizonBars]!;
  }
  return { upward, downward };
}
