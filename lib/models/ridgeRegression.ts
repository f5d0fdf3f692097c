import { solveCholesky } from './cholesky';
import { type Moments, runningGram } from './runningGram';

import type { LinearFit, Regression } from './linearFit';

/** A spread below this share of the mean is rounding, not information. */
const CONSTANT_SHARE = 1e-13;

type Standard = { readonly centres: number[]; readonly scales: number[]; readonly isConstant: boolean[] };

function standardOf({ count, means, products }: Moments, features: number): Standard {
  const size = means.length;
  const centres = Array.from(means.subarray(0, features));
  const spreads = centres.map((_, j) => Math.sqrt(Math.max(products[j * size + j]!, 0) / count));
  const isConstant = spreads.map((spread, j) => spread <= CONSTANT_SHARE * Math.abs(centres[j]!));
  return { centres, scales: spreads.map((spread, j) => (isConstant[j] ? 1 : spread)), isConstant };
}

/**
 * Ridge regression on standardised features, refitted as rows come: minimises the squared error plus
 * `lambda` × the squared weights.
 *
 * Units   `lambda` as scikit-learn's alpha on features of mean 0 and population variance 1.
 * Edge    a constant feature gets the weight 0.
 * Source  Hoerl & Kennard 1970; solved by Cholesky on the Gram matrix, which `lambda` keeps well away
 *         from singular.
 */
export function ridgeRegression(
  { columns, targets, firstRow }: Regression,
  lambda: number,
): (through: number) => LinearFit {
  const features = columns.length;
  const size = features + targets.length;
  const moments = runningGram([...columns, ...targets], firstRow);
  return (through) => {
    const seen = moments(through);
    const { centres, scales, isConstant } = standardOf(seen, features);
    const scaled = (j: number, k: number): number =>
      isConstant[j] || isConstant[k] ? 0 : seen.products[j * size + k]! / (scales[j]! * scales[k]!);
    const gram = new Float64Array(features * features);
    for (let j = 0; j < features; j += 1) {
      for (let k = 0; k < features; k += 1) gram[j * features + k] = scaled(j, k) + (j === k ? lambda : 0);
    }
    const sides = targets.map((_, h) =>
      Float64Array.from(centres, (_centre, j) =>
        isConstant[j] ? 0 : seen.products[j * size + features + h]! / scales[j]!,
      ),
    );
    const heads = solveCholesky(gram, sides).map((weights, h) => ({
      intercept: seen.means[features + h]!,
      weights: Array.from(weights),
    }));
    return { centres, scales, heads };
  };
}
