import { EmaStream } from '../indicators/ema';
import { SmaStream } from '../indicators/sma';
import { stddev } from '../indicators/stddev';
import { feature, type Move, type WideFeature } from './move';

/** Log of the mean of something over the last n bars; the first bar, which has none before it, has no say. */
const logMeanOver = (n: number, of: (move: Move) => number): WideFeature =>
  feature(n + 1, () => {
    const mean = new SmaStream(n);
    let seen = 0;
    return (move, isNew) => {
      if (isNew) seen += 1;
      const reading = mean.step(seen === 1 ? NaN : of(move), isNew);
      return Number.isNaN(reading) ? NaN : Math.log(Math.max(reading, move.varianceFloor));
    };
  });

/**
 * Log of the mean range variance.
 *
 * Source  Corsi 2009, A simple approximate long-memory model of realized volatility (HAR).
 */
export const logVarianceOver = (n: number): WideFeature => logMeanOver(n, (move) => move.rangeVariance);

/** Log of the mean squared return. */
export const logRealisedVarianceOver = (n: number): WideFeature =>
  logMeanOver(n, ({ logReturn }) => logReturn ** 2);

/** Log of the mean squared downward return. */
export const logDownsideVarianceOver = (n: number): WideFeature =>
  logMeanOver(n, ({ logReturn }) => Math.min(logReturn, 0) ** 2);

/** Log of the mean squared gap between a close and the open after it. */
export const logGapVarianceOver = (n: number): WideFeature => logMeanOver(n, ({ gap }) => gap ** 2);

/** Log of the exponentially weighted mean of range variances: a memory that fades instead of ending. */
export const logEwmaVariance = (n: number): WideFeature =>
  feature(n, () => {
    const mean = new EmaStream(n);
    return ({ rangeVariance, varianceFloor }, isNew) => {
      const reading = mean.step(rangeVariance, isNew);
      return Number.isNaN(reading) ? NaN : Math.log(Math.max(reading, varianceFloor));
    };
  });

/** How much the log variance of single bars varied over n of them. */
export const varianceOfVariance = (n: number): WideFeature =>
  feature(n, () => {
    const spread = stddev.stream({ n });
    return ({ rangeVariance, varianceFloor }, isNew) =>
      spread.step(Math.log(Math.max(rangeVariance, varianceFloor)), isNew);
  });
