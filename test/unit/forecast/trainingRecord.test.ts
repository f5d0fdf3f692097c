import { featureMatrix } from '../../../lib/features/featureMatrix';
import { type Backtest, backtest, modelContender } from '../../../lib/forecast/backtest/backtest';
import { issued } from '../../../lib/forecast/backtest/issued';
import { evaluate } from '../../../lib/forecast/evaluate';
import { outcomesOf } from '../../../lib/forecast/outcomes';
import { skillCard } from '../../../lib/forecast/skillCard';
import { trainForecaster } from '../../../lib/forecast/trainForecaster';
import { walkForward, walkForwardPlan } from '../../../lib/forecast/walkForward';
import type { CleanBars } from '../../../lib/market/bar';
import { examplesOf } from '../../../lib/models/examples';
import type { ModelKind } from '../../../lib/models/fit';
import { modelNamed } from '../../../lib/models/modelNamed';
import { wanderingBars } from '../../support/madeBars';

/** The walk-forward record of a model step by step, on the cases that `neediest` leaves. */
function record(bars: CleanBars, kind: ModelKind, neediest: ModelKind, horizonBars: number) {
  const walked = (each: ModelKind) => {
    const examples = examplesOf(featureMatrix(bars, modelNamed(each).features), horizonBars);
    return { examples, readingsOf: (plan: typeof blocks) => walkForward(modelNamed(each), examples, plan) };
  };
  const { examples } = walked(neediest);
  const blocks = walkForwardPlan(examples, bars.interval, modelNamed(neediest).fewestRows);
  const [readings, ewma, naive] = ([kind, 'ewma', 'naive'] as const).map((each) =>
    walked(each).readingsOf(blocks),
  );
  const outcomes = outcomesOf(examples, blocks);
  const losses = evaluate({
    bars: bars.bars.length,
    outcomes,
    readings: readings!,
    ewma: ewma!,
    naive: naive!,
  });
  const kinds = [...new Set(['ewma', 'naive', kind, neediest] as const)];
  const test = backtest(
    bars,
    kinds.map((each) => modelContender(bars, each, horizonBars)),
    horizonBars,
  );
  const said = test.told.get(kind)!.readings;
  const sigma = said.variance.map(Math.sqrt);
  const residuals = (median?: Float64Array) =>
    issued({ sigma, ...(median && { median }) }, test.happened).afterwards;
  const { examples: own } = walked(kind);
  const fit = modelNamed(kind).fit(own)(bars.bars.length - 1 - horizonBars);
  return { losses, residuals, drift: said.drift, test, fit };
}

/** How far the price went above and below after each case, in thousandths of the σ of then. */
const excursionsIn = ({ told, happened }: Backtest, kind: ModelKind) => {
  const { variance } = told.get(kind)!.readings;
  const milli = (of: Float64Array) =>
    Array.from(of, (each, i) => Math.round((1_000 * each) / Math.sqrt(variance[i]!)) + 0);
  return { upward: milli(happened.upward), downward: milli(happened.downward) };
};

describe('the record of a training', () => {
  const stormy = wanderingBars({ seed: 5, count: 900, storms: 0.25 });

  test.each([
    ['ewma', 'ewma', 'ewma', 1],
    ['naive', 'naive', 'ewma', 5],
    ['ridge', 'ridge', 'ridge', 5],
    ['auto', 'har', 'ridge', 1],
  ] as const)(
    'of %s is the walk-forward of %s on the cases %s allows',
    (asked, kind, neediest, horizonBars) => {
      const { artifact, evaluation } = trainForecaster(stormy, { kind: asked, horizonBars });
      const wanted = record(stormy, kind, neediest, horizonBars);
      expect(artifact.kind).toBe(kind);
      // Sums that are taken in other portions differ in the last digits.
      for (const [name, loss] of Object.entries(wanted.losses))
        expect(evaluation[name as keyof typeof wanted.losses]).toBeCloseTo(loss, 9);
      expect(skillCard(wanted.test, kind, evaluation)).toEqual(evaluation);
      expect(artifact.evaluation).toEqual(evaluation);
      const cases = wanted.test.asOf.length;
      expect(artifact.residuals).toEqual({ source: 'measured', cases, ...wanted.residuals() });
      expect(artifact.excursions).toEqual(excursionsIn(wanted.test, kind));
      // One fit on every row whose outcome is known.
      expect(artifact).toMatchObject(wanted.fit);
    },
  );

  test('has its residuals around the drifted median where the drift is admitted', () => {
    const series = wanderingBars({ seed: 3, count: 3_000, memory: 0.15 });
    const { artifact } = trainForecaster(series, { kind: 'ridge', horizonBars: 1 });
    const { residuals, drift } = record(series, 'ridge', 'ridge', 1);
    expect(artifact.driftAdmitted).toBe(true);
    expect(artifact.residuals).toMatchObject(residuals(drift));
    expect(artifact.residuals).not.toMatchObject(residuals());
  });
});
