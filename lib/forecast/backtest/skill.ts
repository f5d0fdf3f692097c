import { blockBootstrapInterval } from '../scores/blockBootstrapInterval';
import { clarkWestByDate } from '../scores/clarkWest';
import { coverageByTercile, type TercileCoverage } from '../scores/coverageByTercile';
import { dieboldMarianoByDate } from '../scores/dieboldMariano';
import { sumsByDate } from '../scores/meansByDate';
import { calibrationError, type ReliabilityBin, reliabilityTable } from '../scores/reliabilityTable';
import { worstWindowCoverage } from '../scores/worstWindowCoverage';
import type { ScoredCases } from './scoredCases';

/** A measured figure with the 90 % interval of a block bootstrap over dates. */
export type Estimate = { readonly is: number; readonly low90?: number; readonly high90?: number };

/** How much less a model loses than another on the same cases. */
export type Lead = {
  /** Share of the other's QLIKE that is saved. */
  readonly saved: Estimate;
  /** Of the Diebold–Mariano test on losses by date. */
  readonly t?: number;
  /** Series on which it loses less, and how many there are. */
  readonly better: number;
  readonly series: number;
};

/** What the forecasts of one model over one horizon were worth, on one series or pooled over several. */
export type Skill = {
  readonly cases: number;
  readonly qlike: number;
  /** Against the expanding mean of the log variance; of who forecasts no log, by the log of its variance. */
  readonly logVarianceR2: number;
  readonly touchSkill: Estimate;
  readonly calibrationError?: number;
  readonly reliability: readonly ReliabilityBin[];
  readonly coverage50: number;
  readonly coverage90: Estimate;
  /** Of calm, usual and stormy times: by thirds of each series' σ. */
  readonly coverageByTercile: readonly TercileCoverage[];
  /** Lowest over any 250 consecutive cases, of the series that has it lowest; of series with 500 cases. */
  readonly worstCoverage?: number;
  readonly alwaysUpAccuracy: number;
  readonly directionAccuracy?: number;
  readonly returnR2?: number;
  readonly clarkWestP?: number;
};

const SEED = 1;

/** Outcomes that overlap go together for longer than one horizon: blocks of three hold nine tenths more nearly. */
const resamplingOf = (horizonBars: number) => ({
  seed: SEED,
  horizonBars,
  ...(horizonBars > 1 && { blockBars: Math.max(3 * horizonBars, 18) }),
});

const total = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0);

const joined = (columns: readonly Float64Array[]): Float64Array => {
  const all = new Float64Array(columns.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const column of columns) {
    all.set(column, at);
    at += column.length;
  }
  return all;
};

/** What is above the line over what is below, a place a case, with the date of each. */
type Ratio = { readonly above: Float64Array; readonly below: Float64Array; readonly dates: Float64Array };

/** A ratio of sums with its interval. */
export function estimateOf({ above, below, dates }: Ratio, horizonBars: number): Estimate {
  const columns = { above: sumsByDate(above, dates), below: sumsByDate(below, dates) };
  const interval = blockBootstrapInterval(columns, resamplingOf(horizonBars));
  const is = total(above) / total(below);
  return interval ? { is, low90: interval.low90, high90: interval.high90 } : { is };
}

/** How much less QLIKE one model loses than another; both of the same series, in the same order. */
export function leadOver(
  ours: readonly ScoredCases[],
  theirs: readonly ScoredCases[],
  horizonBars: number,
): Lead {
  const [mine, other] = [ours, theirs].map((all) => joined(all.map(({ qlike }) => qlike))) as [
    Float64Array,
    Float64Array,
  ];
  const dates = joined(ours.map(({ asOf }) => asOf));
  const above = other.map((loss, i) => loss - mine[i]!);
  const test = dieboldMarianoByDate({ ours: mine, theirs: other, dates }, horizonBars);
  const better = ours.filter(({ qlike }, place) => total(qlike) < total(theirs[place]!.qlike)).length;
  return {
    saved: estimateOf({ above, below: other, dates }, horizonBars),
    ...(test && { t: test.t }),
    better,
    series: ours.length,
  };
}

/**
 * What a model's forecasts were worth, pooled over series.
 *
 * Shape   at least one series with at least one case.
 */
export function skillOf(series: readonly ScoredCases[], horizonBars: number): Skill {
  const all = (column: (cases: ScoredCases) => Float64Array) => joined(series.map(column));
  const dates = all(({ asOf }) => asOf);
  const inside90 = all((cases) => cases.inside90);
  const [touchLosses, touchBaseline] = [
    all((cases) => cases.touchLosses),
    all((cases) => cases.touchBaselineLosses),
  ];
  const saved = touchBaseline.map((loss, i) => loss - touchLosses[i]!);
  const reliability = reliabilityTable(
    all(({ chances }) => chances),
    all(({ touched }) => touched),
  );
  const error = calibrationError(reliability);
  const worst = series
    .map((cases) => worstWindowCoverage(cases.inside90))
    .filter((each) => each !== undefined);
  const horizonReturn = all((cases) => cases.horizonReturn);
  const inside50 = all((cases) => cases.inside50);
  return {
    cases: dates.length,
    qlike: total(all(({ qlike }) => qlike)) / dates.length,
    logVarianceR2: logVarianceR2(series),
    touchSkill: estimateOf({ above: saved, below: touchBaseline, dates }, horizonBars),
    ...(error !== undefined && { calibrationError: error }),
    reliability,
    coverage50: total(inside50) / dates.length,
    coverage90: estimateOf(
      { above: inside90, below: new Float64Array(dates.length).fill(1), dates },
      horizonBars,
    ),
    coverageByTercile: tercilesOf(series),
    ...(worst.length > 0 && { worstCoverage: Math.min(...worst) }),
    alwaysUpAccuracy: horizonReturn.filter((move) => move > 0).length / dates.length,
    ...directionOf(series, horizonBars),
  };
}

function logVarianceR2(series: readonly ScoredCases[]): number {
  const baseline = total(joined(series.map(({ logBaselineErrors }) => logBaselineErrors)));
  return 1 - total(joined(series.map(({ logErrors }) => logErrors))) / baseline;
}

/** Thirds of each series by its own σ, put together. */
function tercilesOf(series: readonly ScoredCases[]): readonly TercileCoverage[] {
  const each = series.map(({ inside90, sigma }) => coverageByTercile(inside90, sigma));
  return [0, 1, 2].map((third) => {
    const cases = each.reduce((sum, thirds) => sum + thirds[third]!.cases, 0);
    const inside = each.reduce(
      (sum, thirds) => sum + thirds[third]!.cases * (thirds[third]!.coverage ?? 0),
      0,
    );
    return { cases, ...(cases > 0 && { coverage: inside / cases }) };
  });
}

function directionOf(
  series: readonly ScoredCases[],
  horizonBars: number,
): Pick<Skill, 'directionAccuracy' | 'returnR2' | 'clarkWestP'> {
  const drifts = series.map(({ drift }) => drift).filter((each) => each !== undefined);
  if (drifts.length < series.length) return {};
  const [forecast, outcome] = [joined(drifts), joined(series.map(({ horizonReturn }) => horizonReturn))];
  const right = outcome.filter((move, i) => move > 0 === forecast[i]! > 0).length;
  const errors = total(outcome.map((move, i) => (move - forecast[i]!) ** 2));
  const test = clarkWestByDate({ outcome, forecast }, joined(series.map(({ asOf }) => asOf)), horizonBars);
  return {
    directionAccuracy: right / outcome.length,
    returnR2: 1 - errors / total(outcome.map((move) => move * move)),
    ...(test && { clarkWestP: test.p }),
  };
}
