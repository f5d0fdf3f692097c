import { evaluate } from '../../../lib/forecast/evaluate';
import type { Outcomes } from '../../../lib/forecast/outcomes';
import { clarkWestP, dieboldMarianoP } from '../../../lib/forecast/pairedTests';
import { qlikeLosses } from '../../../lib/forecast/qlikeLosses';
import type { Readings } from '../../../lib/forecast/walkForward';

const filled = (count: number, reading: number): Float64Array => new Float64Array(count).fill(reading);

/** Cases of one block with these returns; everything else is as plain as can be. */
function outcomesWith(horizonReturn: Float64Array, more: Partial<Outcomes> = {}): Outcomes {
  const count = horizonReturn.length;
  return {
    horizonBars: 1,
    blockStart: new Int32Array(count),
    horizonReturn,
    logVariance: filled(count, 0),
    realisedVariance: filled(count, 1),
    varianceRatio: filled(count, 1),
    meanReturn: filled(count, 0),
    meanLogVariance: filled(count, 0),
    ...more,
  };
}

const steady = (count: number, variance: number): Readings => ({ variance: filled(count, variance) });

const judged = (outcomes: Outcomes, readings: Readings) => {
  const count = outcomes.horizonReturn.length;
  return evaluate({ bars: 900, outcomes, readings, ewma: steady(count, 2), naive: steady(count, 4) });
};

const MOVES = Float64Array.of(0.03, -0.01, 0.02, 0, -0.02, 0.01, 0.04, -0.03);

describe('evaluate', () => {
  test('the losses and their gain over ewma are percentages of one another', () => {
    const evaluation = judged(outcomesWith(MOVES), steady(8, 0.8));
    const [own, ewma, naive] = [0.8, 2, 4].map((forecast) => 1 / forecast + Math.log(forecast) - 1);
    expect(evaluation).toMatchObject({ bars: 900, cases: 8 });
    expect(evaluation.qlike).toBeCloseTo(own!, 12);
    expect(evaluation.qlikeEwma).toBeCloseTo(ewma!, 12);
    expect(evaluation.qlikeNaive).toBeCloseTo(naive!, 12);
    expect(evaluation.qlikeGainPct).toBeCloseTo(100 * (1 - own! / ewma!), 10);
    expect(evaluation.dieboldMarianoP).toBe(0);
  });

  test('a perfect ewma cannot be gained upon', () => {
    const outcomes = outcomesWith(MOVES);
    const perfect = { outcomes, bars: 900, ewma: steady(8, 1), naive: steady(8, 4) };
    expect(evaluate({ ...perfect, readings: steady(8, 0.8) }).qlikeGainPct).toBe(0);
  });

  test('a model without a drift has no accuracy, no R² and no skill by Clark and West', () => {
    const evaluation = judged(outcomesWith(MOVES), steady(8, 1));
    expect(evaluation).toMatchObject({ returnR2: 0, clarkWestP: 1 });
    expect(evaluation).not.toHaveProperty('directionAccuracy');
    expect(evaluation).not.toHaveProperty('logVarianceR2');
  });

  test('always-up is right where the price rose, not where it stood', () => {
    expect(judged(outcomesWith(MOVES), steady(8, 1)).alwaysUpAccuracy).toBe(4 / 8);
  });

  test('a drift is right where it has the sign of the move', () => {
    const drift = Float64Array.of(0.001, 0.001, 0.001, -0.001, -0.001, -0.001, -0.001, 0.001);
    expect(judged(outcomesWith(MOVES), { variance: filled(8, 1), drift }).directionAccuracy).toBe(4 / 8);
  });

  test('return R² is against a price that stays, for the drift and for the mean return alike', () => {
    const drift = MOVES.map((move) => move / 2);
    const meanReturn = MOVES.map((move) => move / 4);
    const evaluation = judged(outcomesWith(MOVES, { meanReturn }), { variance: filled(8, 1), drift });
    expect(evaluation.returnR2).toBeCloseTo(3 / 4, 12);
    expect(evaluation.returnR2Baseline).toBeCloseTo(7 / 16, 12);
  });

  test('log-variance R² is against the mean of the past', () => {
    const [logVariance, meanLogVariance] = [MOVES.map((each) => each - 9), filled(8, -8)];
    const outcomes = outcomesWith(MOVES, { logVariance, meanLogVariance });
    const forecast = logVariance.map((log) => log + (-8 - log) / 4);
    const evaluation = judged(outcomes, { variance: filled(8, 1), logVariance: forecast });
    expect(evaluation.logVarianceR2).toBeCloseTo(15 / 16, 12);
  });

  test('chances are those of cases that overlap as far as the horizon reaches', () => {
    const outcomes = outcomesWith(MOVES, { horizonBars: 5 });
    const readings = {
      variance: MOVES.map((move) => 1.5 + 20 * move),
      drift: MOVES.map((move) => move ** 2),
    };
    const evaluation = judged(outcomes, readings);
    const [own, ewma] = [qlikeLosses(readings, outcomes), qlikeLosses(steady(8, 2), outcomes)];
    const chances = (horizonBars: number) => ({
      dieboldMarianoP: dieboldMarianoP(own, ewma, horizonBars),
      clarkWestP: clarkWestP(MOVES, readings.drift, horizonBars),
    });
    expect(evaluation).toMatchObject(chances(5));
    expect(evaluation.dieboldMarianoP).not.toBeCloseTo(chances(1).dieboldMarianoP, 3);
    expect(evaluation.clarkWestP).not.toBeCloseTo(chances(1).clarkWestP, 3);
  });

  test('where nothing moved no R² is won or lost', () => {
    const readings = { variance: filled(8, 1), drift: filled(8, 0.1) };
    expect(judged(outcomesWith(filled(8, 0)), readings).returnR2).toBe(0);
  });
});
