import { SMALLEST_VARIANCE } from '../features/priceMoves';
import { expandingMean } from './expandingMean';
import type { FitOf } from './fit';
import type { Model } from './model';

/** A market that stands still for weeks is forecast to move by 1 % of its usual σ, not by nothing. */
const FLOOR_SHARE = 1e-4;

const varianceAt = (fit: FitOf<'ewma'>, row: Float64Array): number =>
  fit.horizonBars * Math.max(row[0]!, fit.floor);

/** RiskMetrics, λ .94: the price stays, and σ² of one bar is carried over the horizon. */
export const ewma: Model<FitOf<'ewma'>> = {
  kind: 'ewma',
  features: ['ewmaVariance'],
  fewestRows: 63,
  fit: ({ horizonReturn, horizonBars, firstRow }) => {
    const variance = expandingMean(
      horizonReturn.map((move) => (move * move) / horizonBars),
      firstRow,
    );
    return (through) => ({
      kind: 'ewma',
      horizonBars,
      features: ['ewmaVariance'],
      floor: Math.max(FLOOR_SHARE * variance(through), SMALLEST_VARIANCE),
    });
  },
  apply: (fit, row) => ({ variance: varianceAt(fit, row) }),
  explain: (fit, row) => [{ name: 'ewmaVariance', contribution: Math.log(varianceAt(fit, row)) }],
};
