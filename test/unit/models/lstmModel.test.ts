import { featureMatrix, windowOf } from '../../../lib/features/featureMatrix';
import { forecastSeries } from '../../../lib/forecast/forecastSeries';
import { makeForecast } from '../../../lib/forecast/makeForecast';
import { minimumBars } from '../../../lib/forecast/minimumBars';
import { trainForecaster } from '../../../lib/forecast/trainForecaster';
import { artifactText, parseArtifact } from '../../../lib/models/artifact';
import { examplesOf } from '../../../lib/models/examples';
import { lstm } from '../../../lib/models/lstm/lstm';
import { dailyBars, firstBars, wanderingBars } from '../../support/madeBars';

const whole = wanderingBars({ seed: 5, count: 460, storms: 0.25 });
const past = firstBars(whole, 440);

describe('the LSTM as a model', () => {
  const { artifact, evaluation } = trainForecaster(past, { kind: 'lstm', horizonBars: 1, seed: 7 });

  test('is trained on the fewest bars it names, and refuses one bar less', () => {
    const needed = minimumBars('lstm', 1);
    expect(needed).toBeLessThan(440);
    expect(() => trainForecaster(firstBars(whole, needed - 1), { kind: 'lstm', horizonBars: 1 })).toThrow(
      expect.objectContaining({ code: 'BARS_INSUFFICIENT' }),
    );
    expect(evaluation.cases).toBeGreaterThanOrEqual(63);
  });

  test('comes back from its text, and says the same', () => {
    const again = parseArtifact(artifactText(artifact));
    expect(again).toEqual(artifact);
    expect(makeForecast(again, whole)).toEqual(makeForecast(artifact, whole));
  });

  test('reads the window that ends at each bar, and what it says is explained in full', () => {
    const series = forecastSeries(artifact, whole);
    for (const count of [441, 450, 460]) {
      const forecast = makeForecast(artifact, firstBars(whole, count));
      expect(series[count - 1]!.volatilityPct).toBe(forecast.volatilityPct);
      const explained = forecast.explanation.reduce((sum, { contribution }) => sum + contribution, 0);
      expect(explained).toBeCloseTo(2 * Math.log(forecast.volatilityPct / 100), 9);
    }
  });

  test('the same rows give the same weights, whatever followed on them', () => {
    const learnedFrom = (bars: typeof whole) => {
      const matrix = featureMatrix(bars, lstm.features, 1);
      return lstm.fit(examplesOf(matrix, 1, lstm.windowRows))(380);
    };
    expect(learnedFrom(whole)).toEqual(learnedFrom(firstBars(whole, 400)));
  });

  test('of a variance that never changes says just that', () => {
    const flat = dailyBars(Array.from({ length: 400 }, () => ({ close: 100, volume: 0 })));
    const matrix = featureMatrix(flat, lstm.features, 1);
    const examples = examplesOf(matrix, 1, lstm.windowRows);
    const fit = lstm.fit(examples)(350);
    const { logVariance } = lstm.apply(fit, windowOf(matrix.columns, 390, 30));
    expect(logVariance).toBeCloseTo(examples.logVariance[350]!, 9);
  });

  test.each([
    [
      'of another number of steps',
      { network: { ...('network' in artifact ? artifact.network : {}), steps: 29 } },
      '"network"',
    ],
    [
      'with a weight too few',
      { network: { ...('network' in artifact ? artifact.network : {}), weights: [0] } },
      '"network"',
    ],
  ])('an artifact %s is refused', (_what, change, named) => {
    expect(() => parseArtifact(JSON.stringify({ ...artifact, ...change }))).toThrow(
      expect.objectContaining({ code: 'MODEL_INCOMPATIBLE', message: expect.stringContaining(named) }),
    );
  });
});
