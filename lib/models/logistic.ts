import { FEATURES_LEARNED } from './featuresLearned';
import type { FitOf } from './fit';
import { logisticChance, logisticRegression } from './logisticRegression';
import { explainedVariance, varianceIn, volatilityHead } from './logVarianceHead';
import type { Model } from './model';
import { isProblem } from '../problems';
import { ridgeRegression } from './ridgeRegression';

/** As that of ridge, whose variance this is. */
const LAMBDA = 100;

type Direction = FitOf<'logistic'>['direction'];

/** Outcomes all on one side tell nothing apart: each side is as likely. */
function learned(rows: Parameters<typeof logisticRegression>[0]): Direction {
  try {
    const { centres, scales, intercept, weights } = logisticRegression(rows, LAMBDA);
    return { centres: [...centres], scales: [...scales], intercept, weights: [...weights] };
  } catch (error) {
    if (!isProblem(error, 'MODEL_DEGENERATE')) throw error;
    const none = rows.columns.map(() => 0);
    return { centres: none, scales: none.map(() => 1), intercept: 0, weights: none };
  }
}

/** The direction by logistic regression with an L2 penalty, beside the variance of ridge; see logisticRegression. */
export const logistic: Model<FitOf<'logistic'>> = {
  kind: 'logistic',
  features: FEATURES_LEARNED,
  fewestRows: 126,
  fit: (examples) => {
    const { columns, firstRow, logVariance, horizonReturn, horizonBars } = examples;
    const regress = ridgeRegression({ columns, firstRow, targets: [logVariance] }, LAMBDA);
    const target = horizonReturn.map((move) => (move > 0 ? 1 : 0));
    return (through) => {
      const linear = regress(through);
      return {
        kind: 'logistic',
        horizonBars,
        features: [...FEATURES_LEARNED],
        lambda: LAMBDA,
        centres: [...linear.centres],
        scales: [...linear.scales],
        volatility: volatilityHead(examples, linear, through),
        direction: learned({ columns, target, firstRow, through }),
      };
    };
  },
  apply: (fit, row) => ({ ...varianceIn(fit, row), up: logisticChance(fit.direction, row) }),
  explain: explainedVariance,
};
