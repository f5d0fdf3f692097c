import { featureMatrix } from '../../../lib/features/featureMatrix';
import { evaluate } from '../../../lib/forecast/evaluate';
import { outcomesOf } from '../../../lib/forecast/outcomes';
import { residualQuantiles, standardised } from '../../../lib/forecast/residuals';
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
  const evaluation = evaluate({
    bars: bars.bars.length,
    outcomes,
    readings: readings!,
    ewma: ewma!,
    naive: naive!,
  });
  const residuals = (withDrift: boolean) => residualQuantiles(standardised(readings!, outcomes, withDrift));
  const { examples: own } = walked(kind);
  const fit = modelNamed(kind).fit(own)(bars.bars.length - 1 - horizonBars);
  return { evaluation, residuals, fit };
}

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
      expect(evaluation).toEqual(wanted.evaluation);
      expect(artifact.evaluation).toEqual(evaluation);
      expect(artifact.residuals).toEqual(wanted.residuals(false));
      // One fit on every row whose outcome is known.
      expect(artifact).toMatchObject(wanted.fit);
    },
  );

  test('has its residuals around the drifted median where the drift is admitted', () => {
    const series = wanderingBars({ seed: 3, count: 3_000, memory: 0.15 });
    const { artifact } = trainForecaster(series, { kind: 'ridge', horizonBars: 1 });
    const { residuals } = record(series, 'ridge', 'ridge', 1);
    expect(artifact.driftAdmitted).toBe(true);
    expect(artifact.residuals).toEqual(residuals(true));
    expect(artifact.residuals).not.toEqual(residuals(false));
  });
});
