import type { Examples } from '../examples';
import type { LogVarianceFit } from '../logVarianceHead';
import { ridgeRegression } from '../ridgeRegression';
import { levelledFit } from './levelledFit';

/** Neighbouring rows overlap, and a year has few sessions: they tell far less than as many rows that stand alone. */
export const LAMBDA = 30;

/**
 * Heterogeneous autoregression of the log variance on intraday bars.
 *
 * Source  Corsi 2009, as `har`; variances divided by their time of day after Andersen & Bollerslev 1997, Intraday
 *         periodicity and volatility persistence in financial markets. The penalty was chosen on the first 80 % of twelve
 *         symbols.
 */
export function intradayHar(examples: Examples): (through: number) => LogVarianceFit {
  const { columns, firstRow, logVariance } = examples;
  const regress = ridgeRegression({ columns, firstRow, targets: [logVariance] }, LAMBDA);
  const levelled = levelledFit(examples, LAMBDA);
  return (through) => levelled(regress(through), through);
}
