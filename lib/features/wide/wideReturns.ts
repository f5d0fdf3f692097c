import { LagStream } from '../lagStream';
import { feature, type WideFeature } from './move';

/** Log return over the last n bars. */
export const returnOver = (n: number): WideFeature =>
  feature(n + 1, () => {
    const before = new LagStream(n);
    return ({ logClose }, isNew) => logClose - before.step(logClose, isNew);
  });

/** The month that scales a fall, and the bar before it. */
const MONTH_WARM_UP = 23;

/**
 * The downward part of the return over n bars, in units of the last month's volatility.
 *
 * Source  Black 1976 (the leverage effect); Corsi & Renò 2012, Discrete-time volatility forecasting.
 */
export const fallOver = (n: number): WideFeature =>
  feature(Math.max(n + 1, MONTH_WARM_UP), () => {
    const before = new LagStream(n);
    let seen = 0;
    return ({ logClose, monthVariance }, isNew) => {
      if (isNew) seen += 1;
      const moved = logClose - before.step(logClose, isNew);
      return seen < MONTH_WARM_UP ? NaN : Math.min(moved, 0) / Math.sqrt(n * monthVariance);
    };
  });

/** Log of the open over the close before it. */
export const overnightGap: WideFeature = feature(2, () => {
  let seen = 0;
  return ({ gap }, isNew) => {
    if (isNew) seen += 1;
    return seen < 2 ? NaN : gap;
  };
});

/** Where the close lies in the range of its bar: −0.5 at the low, 0.5 at the high; 0 where the bar has no range. */
export const closeInRange: WideFeature = feature(
  1,
  () =>
    ({ logHigh, logLow, logClose }) =>
      logHigh === logLow ? 0 : (logClose - logLow) / (logHigh - logLow) - 0.5,
);
