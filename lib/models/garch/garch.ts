import { SMALLEST_VARIANCE } from '../../features/priceMoves';
import { isProblem } from '../../problems';
import type { FitOf } from '../fit';
import type { Model } from '../model';
import { type GarchFit, garchRegression, type GarchRows } from './garchRegression';
import { horizonVariance, nextVariances } from './garchVariance';

type Fitted = FitOf<'garch'>;

/** A shock of so many bars ago is forgotten: .98 to that power is a hundredth. */
const WINDOW = 250;

/** Returns that hold no clusters, or do not move: their variance is what it was on average. */
function constantFit({ returns, firstRow, through }: GarchRows): Omit<GarchFit, 'logLikelihood'> {
  const seen = returns.subarray(firstRow, through + 1);
  const omega = Math.max(seen.reduce((sum, each) => sum + each * each, 0) / seen.length, SMALLEST_VARIANCE);
  return { mean: 0, omega, alpha: 0, gamma: 0, beta: 0, backcast: omega };
}

function learned(rows: GarchRows): Omit<GarchFit, 'logLikelihood'> {
  try {
    return garchRegression(rows);
  } catch (error) {
    if (!isProblem(error, 'MODEL_DEGENERATE')) throw error;
    return constantFit(rows);
  }
}

/** What the variance comes to rest at, over the horizon. */
const restOver = ({ omega, alpha, gamma, beta, horizonBars }: Fitted): number =>
  (horizonBars * omega) / (1 - alpha - gamma / 2 - beta);

/** Before its window the variance was at rest. */
function varianceIn(fit: Fitted, window: Float64Array): number {
  const backcast = restOver(fit) / fit.horizonBars;
  const variance = nextVariances({ ...fit, backcast }, window).at(-1)!;
  return horizonVariance({ ...fit, backcast }, variance, fit.horizonBars);
}

/**
 * GJR-GARCH(1,1): a variance that remembers the moves before it, and falls more than rises.
 *
 * Edge    returns that do not move, or not so that anything can be learned, have a constant variance.
 * Source  Glosten, Jagannathan & Runkle 1993; see garchRegression.
 */
export const garch: Model<Fitted> = {
  kind: 'garch',
  features: ['return1'],
  fewestRows: 126,
  windowRows: WINDOW,
  fit: ({ columns, firstRow, horizonBars }) => {
    const returns = columns[0]!;
    return (through) => {
      const rows = { returns, firstRow: firstRow - WINDOW + 1, through, leverage: true };
      const { mean, omega, alpha, gamma, beta } = learned(rows);
      return { kind: 'garch', horizonBars, features: ['return1'], mean, omega, alpha, gamma, beta };
    };
  },
  apply: (fit, window) => ({ variance: varianceIn(fit, window) }),
  explain: (fit, window) => {
    const usual = Math.log(restOver(fit));
    return [
      { name: 'usual', contribution: usual },
      { name: 'return1', contribution: Math.log(varianceIn(fit, window)) - usual },
    ];
  },
};
