import type { Evaluation } from '../models/evaluation';
import type { Backtest, Contestant } from './backtest/backtest';
import { estimateOf } from './backtest/skill';
import { brierLosses } from './scores/brierScore';
import { pesaranTimmermann } from './scores/pesaranTimmermann';
import { tOfMean } from './scores/tOfMean';

type Direction = NonNullable<Evaluation['direction']>;

/** Cases without which nothing is said of direction. */
export const FEWEST_CASES = 100;
/**
 * One of a hundred models of this many symbols and horizons may show a direction by chance: a model that is trained alone is
 * held to the strictest step of Holm's correction.
 */
const FAMILY = 100;
const CHANCE = 0.01;
const LEAST_T = 2.3;
/** Right more often than this, a leak is likelier than skill. */
const SUSPECT_ACCURACY = 0.56;

/** Cases of which no two overlap: the newest, and every horizon-th before it, that are scored. */
function apart({ asOf, scoredFrom, horizonBars }: Backtest): readonly number[] {
  const places: number[] = [];
  for (let at = asOf.length - 1; at >= scoredFrom; at -= horizonBars) places.unshift(at);
  return places;
}

/** How often the price rose after the cases that had ended when each was issued; one half before there is any. */
function baseRates({ happened, outcomes }: Backtest): Float64Array {
  const rates = new Float64Array(outcomes.horizonReturn.length);
  let [counted, rose] = [0, 0];
  for (let i = 0; i < rates.length; i += 1) {
    for (; counted < happened.ended[i]!; counted += 1) rose += outcomes.horizonReturn[counted]! > 0 ? 1 : 0;
    rates[i] = counted > 0 ? rose / counted : 0.5;
  }
  return rates;
}

/**
 * Whether a model tells up from down, on cases that do not overlap; undefined for one that says nothing of it.
 *
 * Edge    it is proven only where Pesaran and Timmermann's p is below .01 by Bonferroni over 100 models, **and** the Brier
 *         score saved of the expanding base rate has its 90 % interval above 0, **and** it is right more often than
 *         always-up with t ≥ 2.3, **and** not so often that a leak is likelier.
 */
export function directionRecord(test: Backtest, name: Contestant): Direction | undefined {
  const { up } = test.told.get(name)!.issued;
  if (up === undefined) return undefined;
  const places = apart(test);
  const at = (column: Float64Array) => Float64Array.from(places, (place) => column[place]!);
  const [chance, base, outcome] = [at(up), at(baseRates(test)), at(test.outcomes.horizonReturn)];
  const rose = outcome.map((move) => (move > 0 ? 1 : 0));
  const right = chance.map((each, i) => (each > 0.5 === rose[i]! > 0 ? 1 : 0));
  const baseLosses = brierLosses(base, rose);
  const saved = brierLosses(chance, rose).map((loss, i) => baseLosses[i]! - loss);
  const skill = estimateOf({ above: saved, below: baseLosses, dates: at(test.asOf) }, 1);
  const tested = pesaranTimmermann(
    chance.map((each) => each - 0.5),
    outcome,
  );
  const lead = tOfMean(
    right.map((each, i) => each - rose[i]!),
    1,
  );
  const record = {
    cases: places.length,
    accuracy: mean(right),
    alwaysUpAccuracy: mean(rose),
    ...(Number.isFinite(skill.is) && { brierSkill: skill }),
    ...(tested && { pesaranTimmermannP: tested.p }),
    ...(lead !== undefined && { leadT: lead }),
  };
  return { ...record, isProven: isDirectionProven(record, FAMILY * (record.pesaranTimmermannP ?? 1)) };
}

const mean = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / values.length;

/** Whether a record proves a direction, given its p of Pesaran and Timmermann as it is after correction for many tests. */
export const isDirectionProven = (
  { cases, accuracy, brierSkill, leadT = 0 }: Omit<Direction, 'isProven'>,
  correctedP: number,
): boolean =>
  cases >= FEWEST_CASES &&
  correctedP < CHANCE &&
  (brierSkill?.low90 ?? 0) > 0 &&
  leadT >= LEAST_T &&
  accuracy <= SUSPECT_ACCURACY;
