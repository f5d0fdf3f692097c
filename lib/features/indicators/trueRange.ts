import type { PriceBar } from './indicator';

/** How far the price moved since the close before: the range of a bar and of the gap before it. */
export function trueRange({ high, low }: PriceBar, closeBefore: number): number {
  // Comparisons, since most bars have the close before them inside: that can be foreseen.
  const top = closeBefore > high ? closeBefore : high;
  const bottom = closeBefore < low ? closeBefore : low;
  return top - bottom;
}

/** Whether all three prices are there. */
export const isWhole = ({ high, low, close }: PriceBar): boolean => Number.isFinite(high - low + close);

/** Mean of the three prices of a bar. */
export const typicalPrice = ({ high, low, close }: PriceBar): number => (high + low + close) / 3;
