import type { FeatureName } from '../features/featureMatrix';
import type { FitOf } from './fit';
import type { LinearFit, Regression } from './linearFit';
import { affine, explainedVariance, varianceIn, volatilityHead } from './logVarianceHead';
import type { Model } from './model';

type LeastSquaresKind = 'linear' | 'ridge';

type LeastSquaresFit = FitOf<LeastSquaresKind>;

/** What these models learn from; a list of its own, since a stored model names it. */
const FEATURES_LEARNED: readonly FeatureName[] = [
  'return1', 'return2', 'return3', 'return5', 'return10', 'return21', 'fall1', 'fall5', 'overnightGap',
  'logVariance1', 'logVariance5', 'logVariance22', 'logRealisedVariance22', 'logDownsideVariance22',
  'relativeVolume20', 'rsi14', 'distanceToSma20', 'distanceToSma50', 'distanceToSma200', 'distanceToHigh252',
  'distanceToLow252', 'nightsAhead',
]; // prettier-ignore

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
