import { linearQuantile } from './linearQuantile';

const BINS = 10;
const EMPTY = 0.5;

/** Cases in each of ten bins between nine edges; see populationStability for values that lie on one. */
function countsIn(edges: Float64Array, values: Float64Array): Float64Array {
  const counts = new Float64Array(BINS);
  for (let i = 0; i < values.length; i += 1) {
    let passed = 0;
    for (let k = 0; k < edges.length; k += 1) {
      passed += (values[i]! > edges[k]! ? 1 : 0) + (values[i]! >= edges[k]! ? 1 : 0);
    }
    counts[Math.floor(passed / 2)]! += 1;
  }
  return counts;
}

/**
 * How far a feature has drifted from what a model was trained on: Σ (live − trained)·ln(live/trained) over
 * the shares of ten bins with a tenth of the training column each. Below 0.1 is still, above 0.2 moved.
 *
 * Shape   two columns of finite values, in any order.
 * Edge    a value on an edge belongs below it; one that is several edges at once (a flag, a weekday) has a
 *         bin of its own. A bin that only one side reaches holds half a case of the other; one that
 *         neither reaches does not count. An empty column → `undefined`. Without drift the reading is
 *         about 9·(1/live + 1/trained) cases, by chance alone.
 * Source  Siddiqi 2006, Credit Risk Scorecards; Kullback & Leibler 1951 for the divergence.
 */
export function populationStability(trained: Float64Array, live: Float64Array): number | undefined {
  if (trained.length === 0 || live.length === 0) return undefined;
  const sorted = trained.slice().sort();
  const edges = Float64Array.from({ length: BINS - 1 }, (_, k) => linearQuantile(sorted, (k + 1) / BINS));
  const [then, since] = [countsIn(edges, trained), countsIn(edges, live)];
  let drift = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    if (then[bin]! + since[bin]! === 0) continue;
    const before = Math.max(then[bin]!, EMPTY) / trained.length;
    const after = Math.max(since[bin]!, EMPTY) / live.length;
    drift += (after - before) * Math.log(after / before);
  }
  return drift;
}
