import type { Examples } from '../examples';
import { expandingMean } from '../expandingMean';
import type { LinearFit } from '../linearFit';
import { type LogVarianceFit, varianceIn } from '../logVarianceHead';

/** How far beyond what training saw a log variance may go. */
const REACH = 1;
const LEAST_SCALE = 1e-6;

/**
 * What an affine map of log variances becomes once it says variances of returns.
 *
 * Edge    exp of a mean log is below the mean: forecasts are scaled until range variances equal them on average, and from
 *         there to squared returns by the ratio of both, as the outcomes are that they are held against.
 * Source  Duan 1983, Smearing estimate: a nonparametric retransformation method.
 */
export function levelledFit(
  examples: Examples,
  lambda: number,
): (linear: LinearFit, through: number) => LogVarianceFit {
  const { firstRow, logVariance, horizonReturn, horizonBars } = examples;
  const squares = expandingMean(
    horizonReturn.map((move) => move * move),
    firstRow,
  );
  const ranges = expandingMean(logVariance.map(Math.exp), firstRow);
  return (linear, through) => {
    const plain = { ...unscaled(examples, linear, through), lambda };
    const scale = smearing(examples, plain, through) * (squares(through) / ranges(through));
    const logScale = Math.log(Math.max(scale, horizonBars * LEAST_SCALE));
    return { ...plain, volatility: { ...plain.volatility, logScale } };
  };
}

function unscaled(
  { features, firstRow, logVariance, horizonBars }: Examples,
  { centres, scales, heads }: LinearFit,
  through: number,
): Omit<LogVarianceFit, 'lambda'> {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let row = firstRow; row <= through; row += 1) {
    lowest = Math.min(lowest, logVariance[row]!);
    highest = Math.max(highest, logVariance[row]!);
  }
  const { intercept, weights } = heads[0]!;
  return {
    horizonBars,
    features: [...features],
    centres: [...centres],
    scales: [...scales],
    volatility: {
      intercept,
      weights: [...weights],
      logScale: 0,
      lowest: lowest - REACH,
      highest: highest + REACH,
    },
  };
}

/** Mean of what followed over what a fit reads, over the rows learned from. */
function smearing(
  { columns, firstRow, logVariance }: Examples,
  fit: LogVarianceFit,
  through: number,
): number {
  const row = new Float64Array(columns.length);
  let sum = 0;
  for (let at = firstRow; at <= through; at += 1) {
    for (let j = 0; j < row.length; j += 1) row[j] = columns[j]![at]!;
    sum += Math.exp(logVariance[at]! - varianceIn(fit, row).logVariance);
  }
  return sum / (through - firstRow + 1);
}
