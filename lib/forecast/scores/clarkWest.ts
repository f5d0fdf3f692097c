import { normalCdf } from '../../models/normalCdf';
import { meansByDate } from './meansByDate';
import type { TestOutcome } from './dieboldMariano';
import { tOfMean } from './tOfMean';

export type NestedForecasts = {
  readonly outcome: Float64Array;
  readonly forecast: Float64Array;
  /** The smaller model, of which the other is an extension; without it 0 (the price stays). */
  readonly baseline?: Float64Array;
};

/**
 * By how much the squared error of each case is smaller than the baseline's, with what the estimation
 * of the larger model adds to it given back.
 *
 * Shape   columns of the same cases.
 * Source  Clark & West 2007, Approximately normal tests for equal predictive accuracy in nested models.
 */
export function adjustedGains({ outcome, forecast, baseline }: NestedForecasts): Float64Array {
  return outcome.map((move, i) => {
    const small = baseline?.[i] ?? 0;
    return (move - small) ** 2 - (move - forecast[i]!) ** 2 + (small - forecast[i]!) ** 2;
  });
}

function outcomeOf(gains: Float64Array, horizonBars: number): TestOutcome | undefined {
  const t = tOfMean(gains, horizonBars);
  return t === undefined ? undefined : { t, p: normalCdf(-t), cases: gains.length };
}

/**
 * The Clark–West test that a forecast beats the baseline it extends only by chance; t is above 0 where
 * it is better, and p is of the normal distribution.
 *
 * Shape   columns of the same cases, oldest first.
 * Edge    fewer than two cases, or gains without spread (a forecast equal to its baseline) → `undefined`.
 * Source  Clark & West 2007; the variance of the mean as longRunVariance.
 */
export function clarkWest(forecasts: NestedForecasts, horizonBars: number): TestOutcome | undefined {
  return outcomeOf(adjustedGains(forecasts), horizonBars);
}

/**
 * The Clark–West test over a panel: gains are averaged by date first.
 *
 * Shape   cases in any order, a date beside each (any number that rises with it); `cases` of the
 *         outcome are dates.
 * Edge    as clarkWest, with dates for cases.
 * Source  Clark & West 2007; Driscoll & Kraay 1998 for averaging over the cross-section.
 */
export function clarkWestByDate(
  forecasts: NestedForecasts,
  dates: ArrayLike<number>,
  horizonBars: number,
): TestOutcome | undefined {
  return outcomeOf(meansByDate(adjustedGains(forecasts), dates), horizonBars);
}
