import type { Happened } from './brierScore';

/** The cases whose probability lies above `from` and not above `to`. */
export type ReliabilityBin = {
  readonly from: number;
  readonly to: number;
  readonly cases: number;
  /** Both are absent where there is no case. */
  readonly meanForecast?: number;
  readonly observedFrequency?: number;
};

const BINS = 10;

/**
 * How often what was called likely came about, in ten equally wide bins of probability.
 *
 * Shape   probabilities of 0…1 beside what happened → ten bins, the least likely first.
 * Edge    a probability on the border of two bins belongs to the lower one, and 0 to the first.
 * Source  Murphy & Winkler 1977, Reliability of subjective probability forecasts; borders as scikit-learn,
 *         calibration_curve.
 */
export function reliabilityTable(probability: Float64Array, happened: Happened): readonly ReliabilityBin[] {
  const cases = new Float64Array(BINS);
  const forecasts = new Float64Array(BINS);
  const observed = new Float64Array(BINS);
  for (let i = 0; i < probability.length; i += 1) {
    const bin = Math.min(Math.max(Math.ceil(probability[i]! * BINS) - 1, 0), BINS - 1);
    cases[bin]! += 1;
    forecasts[bin]! += probability[i]!;
    observed[bin]! += happened[i]!;
  }
  return Array.from(cases, (count, bin) => ({
    from: bin / BINS,
    to: (bin + 1) / BINS,
    cases: count,
    ...(count > 0 && { meanForecast: forecasts[bin]! / count, observedFrequency: observed[bin]! / count }),
  }));
}

/**
 * How far probabilities are from the frequencies they stand for: the mean distance over the bins, each
 * counted by its cases.
 *
 * Units   0…1, of probability.
 * Edge    no cases → `undefined`.
 * Source  Naeini, Cooper & Hauskrecht 2015, Obtaining well calibrated probabilities using Bayesian binning.
 */
export function calibrationError(table: readonly ReliabilityBin[]): number | undefined {
  let [cases, distance] = [0, 0];
  table.forEach((bin) => {
    cases += bin.cases;
    distance += bin.cases * Math.abs((bin.meanForecast ?? 0) - (bin.observedFrequency ?? 0));
  });
  return cases > 0 ? distance / cases : undefined;
}
