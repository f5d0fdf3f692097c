import { FEATURES_LEARNED } from './featuresLearned';
import type { FitOf } from './fit';
import type { LinearFit, Regression } from './linearFit';
import { affine, explainedVariance, varianceIn, volatilityHead } from './logVarianceHead';
import type { Model } from './model';

type LeastSquaresKind = 'linear' | 'ridge';

type LeastSquaresFit = FitOf<LeastSquaresKind>;

/** A model of two heads on one regression: log variance over the horizon, and its log return. */
export function leastSquaresModel<K extends LeastSquaresKind>(
  kind: K,
  lambda: number,
  regression: (input: Regression) => (through: number) => LinearFit,
): Model<LeastSquaresFit & { readonly kind: K }> {
  return {
    kind,
    features: FEATURES_LEARNED,
    fewestRows: 126,
    fit: (examples) => {
      const { columns, firstRow, logVariance, horizonReturn, horizonBars } = examples;
      const regress = regression({ columns, firstRow, targets: [logVariance, horizonReturn] });
      return (through) => {
        const linear = regress(through);
        const drift = linear.heads[1]!;
        return {
          kind,
          horizonBars,
          features: [...FEATURES_LEARNED],
          lambda,
          centres: [...linear.centres],
          scales: [...linear.scales],
          volatility: volatilityHead(examples, linear, through),
          drift: { ...drift, weights: [...drift.weights] },
        } as LeastSquaresFit & { readonly kind: K };
      };
    },
    apply: (fit, row) => ({ ...varianceIn(fit, row), drift: affine(fit, fit.drift, row) }),
    explain: explainedVariance,
  };
}
