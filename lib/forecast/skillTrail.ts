import { MOST_CASES, type SkillTrail } from '../models/skillTrail';
import type { Backtest, Contestant } from './backtest/backtest';
import { scoredCases } from './backtest/scoredCases';
import { scoredOutcomes, scoredReadings } from './backtest/scoredPart';

const DIGITS = 5;

/** The newest scored cases of one model beside those of `ewma`, to five digits. */
export function skillTrail(test: Backtest, name: Contestant): SkillTrail {
  const cases = scoredCases(test, name);
  const sigmaPct = (variance: Float64Array) =>
    Array.from(variance.slice(-MOST_CASES), (each) => Number((100 * Math.sqrt(each)).toPrecision(DIGITS)));
  return {
    asOf: [...cases.asOf.slice(-MOST_CASES)],
    inside90: [...cases.inside90.slice(-MOST_CASES)],
    sigmaPct: sigmaPct(scoredReadings(test, name).variance),
    baselineSigmaPct: sigmaPct(scoredReadings(test, 'ewma').variance),
    realisedPct: sigmaPct(scoredOutcomes(test).realisedVariance),
  };
}
