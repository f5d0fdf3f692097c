import { solveCholesky } from '../cholesky';
import { runningGram } from '../runningGram';
import type { PanelMember } from './panelMember';

/** Weights on standardised features that all series of a panel share; each keeps a level of its own. */
export type PooledWeights = { readonly scales: Float64Array; readonly weights: Float64Array };

/** Rows of a member below which it has no say yet. */
const FEWEST_ROWS = 60;

/**
 * Least squares over all members with an effect for each, as it stood at several times: only rows whose outcome had ended
 * by then are learned from.
 *
 * Shape   `times` (epoch ms) rising → weights for each; undefined while no member has 60 rows.
 * Units   `lambda` as in `ridgeRegression`.
 * Source  the within estimator of panel data: Wooldridge 2010, Econometric Analysis of Cross Section and Panel Data, 10.5.
 */
export function pooledWeights(
  members: readonly Pick<PanelMember, 'examples' | 'endedAt'>[],
  times: readonly number[],
  lambda: number,
): readonly (PooledWeights | undefined)[] {
  const readers = members.map(readerOf);
  return times.map((time) => {
    const moments = readers.map((read) => read(time)).filter((each) => each !== undefined);
    const [first] = moments;
    if (first === undefined) return undefined;
    const products = new Float64Array(first.products.length);
    let count = 0;
    for (const each of moments) {
      count += each.count;
      for (let at = 0; at < products.length; at += 1) products[at] = products[at]! + each.products[at]!;
    }
    return solved(products, count, lambda);
  });
}

/** Moments of a member's features and target over the rows whose outcome had ended; times must rise from call to call. */
function readerOf({ examples, endedAt }: Pick<PanelMember, 'examples' | 'endedAt'>) {
  const { columns, logVariance, firstRow, lastRow } = examples;
  const moments = runningGram([...columns, logVariance], firstRow);
  let through = firstRow - 1;
  return (time: number) => {
    while (through < lastRow && endedAt[through + 1]! <= time) through += 1;
    return through - firstRow + 1 < FEWEST_ROWS ? undefined : moments(through);
  };
}

function solved(products: Float64Array, count: number, lambda: number): PooledWeights {
  const size = Math.sqrt(products.length);
  const features = size - 1;
  const scales = Float64Array.from(
    { length: features },
    (_, j) => Math.sqrt(products[j * size + j]! / count) || 1,
  );
  const gram = new Float64Array(features * features);
  for (let j = 0; j < features; j += 1)
    for (let k = 0; k < features; k += 1)
      gram[j * features + k] = products[j * size + k]! / (scales[j]! * scales[k]!) + (j === k ? lambda : 0);
  const side = scales.map((scale, j) => products[j * size + features]! / scale);
  return { scales, weights: solveCholesky(gram, [side])[0]! };
}
