import { quantileSorted } from 'simple-statistics';
import type { ModelArtifact } from '../models/artifact';
import type { Outcomes } from './outcomes';
import type { Readings } from './walkForward';

export type Residuals = ModelArtifact['residuals'];

/** Cases below which the normal distribution is trusted more than what was measured. */
export const FEWEST_RESIDUALS = 100;

const NORMAL = {
  q05: -1.6448536269514722,
  q25: -0.6744897501960817,
  q75: 0.6744897501960817,
  q95: 1.6448536269514722,
};

/** Outcomes in units of their forecast σ, around the median with or without the drift. */
export function standardised(
  readings: Readings,
  { horizonReturn }: Outcomes,
  withDrift: boolean,
): Float64Array {
  const { drift, variance } = readings;
  return horizonReturn.map(
    (move, i) => (move - (withDrift ? (drift?.[i] ?? 0) : 0)) / Math.sqrt(variance[i]!),
  );
}

/**
 * Quantiles of outcomes in units of their own forecast σ, for intervals of 50 % and 90 %.
 *
 * Edge    fewer than 100 cases → those of the normal distribution, marked as such. The intervals
 *         reach the median they are given around, also where the outcomes were almost all on one side of it.
 */
export function residualQuantiles(residuals: Float64Array): Residuals {
  const cases = residuals.length;
  if (cases < FEWEST_RESIDUALS) return { source: 'normal', cases, ...NORMAL };
  const sorted = Array.from(residuals.slice().sort());
  const [q05, q25] = [0.05, 0.25].map((q) => Math.min(quantileSorted(sorted, q), 0));
  const [q75, q95] = [0.75, 0.95].map((q) => Math.max(quantileSorted(sorted, q), 0));
  return { source: 'measured', cases, q05: q05!, q25: q25!, q75: q75!, q95: q95! };
}

/**
 * Share of the cases inside the intervals that could have been given before them: quantiles of the
 * residuals whose outcome was known when the case's block began.
 */
export function coverage(
  residuals: Float64Array,
  blockStart: Int32Array,
  horizonBars: number,
): { readonly coverage50: number; readonly coverage90: number } {
  let [inside50, inside90] = [0, 0];
  let quantiles = residualQuantiles(new Float64Array(0));
  residuals.forEach((residual, i) => {
    const isNewBlock = blockStart[i] === i;
    if (isNewBlock) quantiles = residualQuantiles(residuals.subarray(0, Math.max(i - horizonBars + 1, 0)));
    if (residual >= quantiles.q25 && residual <= quantiles.q75) inside50 += 1;
    if (residual >= quantiles.q05 && residual <= quantiles.q95) inside90 += 1;
  });
  return { coverage50: inside50 / residuals.length, coverage90: inside90 / residuals.length };
}
