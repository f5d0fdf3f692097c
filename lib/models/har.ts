import type { FeatureName } from '../features/featureMatrix';
import type { FitOf } from './fit';
import { explainedVariance, varianceIn, volatilityHead } from './logVarianceHead';
import type { Model } from './model';
import { ridgeRegression } from './ridgeRegression';

/** Variances of a day, a week and a month, and how much of the moves over them was downward. */
const FEATURES: readonly FeatureName[] = [
  'logVariance1',
  'logVariance5',
  'logVariance22',
  'fall1',
  'fall5',
  'fall22',
];

/** Keeps the regression solvable, and moves no weight: the rows are hundreds. */
const LAMBDA = 1;

/**
 * Heterogeneous autoregression of the log range variance with leverage: the champion for volatility.
 *
 * Source  Corsi 2009, A simple approximate long-memory model of realized volatility; Corsi & Renò 2012,
 *         Discrete-time volatility forecasting with persistent leverage effect.
 */
export const har: Model<FitOf<'har'>> = {
  kind: 'har',
  features: FEATURES,
  fewestRows: 126,
  fit: (examples) => {
    const { columns, firstRow, logVariance, horizonBars } = examples;
    const regress = ridgeRegression({ columns, firstRow, targets: [logVariance] }, LAMBDA);
    return (through) => {
      const linear = regress(through);
      return {
        kind: 'har',
        horizonBars,
        features: [...FEATURES],
        lambda: LAMBDA,
        centres: [...linear.centres],
        scales: [...linear.scales],
        volatility: volatilityHead(examples, linear, through),
      };
    };
  },
  apply: varianceIn,
  explain: explainedVariance,
};
