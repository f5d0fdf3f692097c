import { meansByDate } from './meansByDate';
import { studentTail } from './studentTail';
import { tOfMean } from './tOfMean';

/** A statistic, and the one-sided p that it is this large only by chance, over how many cases. */
export type TestOutcome = { readonly t: number; readonly p: number; readonly cases: number };

/**
 * What a statistic is multiplied by where the sample is small beside the horizon.
 *
 * Edge    a horizon beyond half of the cases counts as that half.
 * Source  Harvey, Leybourne & Newbold 1997, Testing the equality of prediction mean squared errors.
 */
export function smallSampleFactor(cases: number, horizonBars: number): number {
  const h = Math.min(horizonBars, cases / 2);
  return Math.sqrt((cases + 1 - 2 * h + (h * (h - 1)) / cases) / cases);
}

const leadsOf = (ours: Float64Array, theirs: Float64Array): Float64Array =>
  theirs.map((loss, i) => loss - ours[i]!);

function outcomeOf(leads: Float64Array, horizonBars: number): TestOutcome | undefined {
  const cases = leads.length;
  const uncorrected = tOfMean(leads, horizonBars);
  if (uncorrected === undefined) return undefined;
  const t = uncorrected * smallSampleFactor(cases, horizonBars);
  return { t, p: studentTail(t, cases - 1), cases };
}

/**
 * The Diebold–Mariano test that `ours` loses less than `theirs` only by chance; t is above 0 where ours
 * loses less.
 *
 * Shape   losses of the same cases, oldest first.
 * Edge    fewer than two cases, or a difference that is always the same → `undefined`. The variance of the
 *         mean has Bartlett weights (see longRunVariance), not the rectangular ones of Harvey et al.,
 *         which may make it negative.
 * Source  Diebold & Mariano 1995; the factor for small samples and t(n − 1) from Harvey, Leybourne &
 *         Newbold 1997.
 */
export function dieboldMariano(
  ours: Float64Array,
  theirs: Float64Array,
  horizonBars: number,
): TestOutcome | undefined {
  return outcomeOf(leadsOf(ours, theirs), horizonBars);
}

export type PanelLosses = {
  readonly ours: Float64Array;
  readonly theirs: Float64Array;
  /** Beside each case, any number that rises with the date. */
  readonly dates: ArrayLike<number>;
};

/**
 * The Diebold–Mariano test over a panel: losses are averaged by date first, so that symbols which move
 * together on one day do not pass for many days.
 *
 * Shape   cases in any order; `cases` of the outcome are dates.
 * Edge    as dieboldMariano, with dates for cases. Every date counts the same.
 * Source  as dieboldMariano; Driscoll & Kraay 1998 for averaging over the cross-section.
 */
export function dieboldMarianoByDate(
  { ours, theirs, dates }: PanelLosses,
  horizonBars: number,
): TestOutcome | undefined {
  return outcomeOf(meansByDate(leadsOf(ours, theirs), dates), horizonBars);
}
