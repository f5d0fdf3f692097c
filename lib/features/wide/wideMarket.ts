import { SmaStream } from '../indicators/sma';
import { SMALLEST_VARIANCE } from '../priceMoves';
import { RollingSums } from '../rollingSums';
import { feature, type WideFeature } from './move';

/** Log return of the market over the last n bars of the series. */
export const marketReturnOver = (n: number): WideFeature =>
  feature(n + 1, () => {
    const mean = new SmaStream(n);
    return ({ marketReturn }, isNew) => n * mean.step(marketReturn, isNew);
  });

/** Log of the mean squared return of the market. */
export const logMarketVarianceOver = (n: number): WideFeature =>
  feature(n + 1, () => {
    const mean = new SmaStream(n);
    return ({ marketReturn }, isNew) => {
      const reading = mean.step(marketReturn ** 2, isNew);
      return Number.isNaN(reading) ? NaN : Math.log(Math.max(reading, SMALLEST_VARIANCE));
    };
  });

/** How much the series moved for each move of the market, by least squares through 0; 0 for a market at rest. */
export const marketBeta = (n: number): WideFeature =>
  feature(n + 1, () => {
    const sums = new RollingSums(n);
    return ({ logReturn, marketReturn }, isNew) => {
      sums.step(logReturn * marketReturn, marketReturn ** 2, isNew);
      return sums.other === 0 ? 0 : sums.one / sums.other;
    };
  });
