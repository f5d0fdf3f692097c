/**
 * Mean of the last n values at each place, in one pass.
 *
 * Shape   n values, oldest first → as many means; the first `n − 1` are of the values so far.
 * Edge    the running sum is compensated, so that a spike leaves no rounding behind, and a window of
 *         equal values reads exactly that value: a flat price is neither above nor below its mean.
 * Source  Neumaier 1974, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen.
 * @example rollingMean(Float64Array.of(1, 2, 6), 2) // → [1, 1.5, 4]
 */
export function rollingMean(values: Float64Array, n: number): Float64Array {
  const means = new Float64Array(values.length);
  let sum = 0;
  let lost = 0;
  let equalRun = 0;
  for (let t = 0; t < values.length; t += 1) {
    const current = values[t]!;
    const entered = sum + current;
    lost += Math.abs(sum) >= Math.abs(current) ? sum - entered + current : current - entered + sum;
    const leaving = t >= n ? -values[t - n]! : 0;
    sum = entered + leaving;
    lost += Math.abs(entered) >= Math.abs(leaving) ? entered - sum + leaving : leaving - sum + entered;
    equalRun = t > 0 && current === values[t - 1] ? equalRun + 1 : 1;
    const size = Math.min(n, t + 1);
    means[t] = equalRun >= size ? current : (sum + lost) / size;
  }
  return means;
}
