import type { Evaluation, Losses, ToldSkill } from '../models/evaluation';
import type { Backtest, Contestant } from './backtest/backtest';
import { scoredCases } from './backtest/scoredCases';
import { estimateOf, type Skill, skillOf } from './backtest/skill';
import { CONFIDENCE_RULE, confidenceOf } from './confidence';
import { qlikeLosses } from './qlikeLosses';
import { scoredOutcomes, scoredReadings } from './backtest/scoredPart';

/** The whole record of one model of a walk-forward, the losses of which are known. */
export function skillCard(test: Backtest, name: Contestant, losses: Losses): Evaluation {
  const cases = scoredCases(test, name);
  const skill = skillOf([cases], test.horizonBars);
  const { worstCoverage, coverage50, coverage90 } = skill;
  const told: Omit<ToldSkill, 'confidence' | 'confidenceRule'> = {
    qlikeGain: gainOverEwma(test, name, losses),
    coverage50,
    coverage90: coverage90.is,
    coverage90ByTercile: [...skill.coverageByTercile],
    ...(worstCoverage !== undefined && { worstCoverage90: worstCoverage }),
    touch: touchRecord(skill, cases.chances.length),
  };
  const confidence = confidenceOf({ ...losses, ...told });
  return { ...losses, ...told, confidence, confidenceRule: CONFIDENCE_RULE };
}

function gainOverEwma(test: Backtest, name: Contestant, { qlikeEwma }: Losses): Evaluation['qlikeGain'] {
  if (!(qlikeEwma > 0)) return { is: 0 };
  const outcomes = scoredOutcomes(test);
  const [ours, theirs] = ([name, 'ewma'] as const).map((each) =>
    qlikeLosses(scoredReadings(test, each), outcomes),
  ) as [Float64Array, Float64Array];
  const above = theirs.map((loss, i) => loss - ours[i]!);
  return estimateOf({ above, below: theirs, dates: test.asOf.slice(test.scoredFrom) }, test.horizonBars);
}

function touchRecord(
  { touchSkill, calibrationError, reliability }: Skill,
  cases: number,
): Evaluation['touch'] {
  return {
    cases,
    ...(Number.isFinite(touchSkill.is) && { skill: touchSkill }),
    ...(calibrationError !== undefined && { calibrationError }),
    reliability: reliability.flatMap(({ from, to, cases: count, meanForecast, observedFrequency }) =>
      meanForecast === undefined || observedFrequency === undefined
        ? []
        : [{ from, to, cases: count, told: meanForecast, happened: observedFrequency }],
    ),
  };
}
