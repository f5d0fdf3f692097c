import { bracketChance } from '../../../lib/forecast/bracketChance';
import { forecastSeries } from '../../../lib/forecast/forecastSeries';
import { makeForecast } from '../../../lib/forecast/makeForecast';
import { trainForecaster } from '../../../lib/forecast/trainForecaster';
import { featureMatrix, rowAt } from '../../../lib/features/featureMatrix';
import { checkedArtifact, type ModelArtifact } from '../../../lib/models/artifact';
import { modelNamed } from '../../../lib/models/modelNamed';
import { firstBars, wanderingBars } from '../../support/madeBars';

const whole = wanderingBars({ seed: 5, count: 620, storms: 0.25 });
const past = firstBars(whole, 600);
const price = past.bars.at(-1)!.close;
const trained = (kind: 'ewma' | 'ridge' | 'linear' | 'naive'): ModelArtifact =>
  trainForecaster(past, { kind, horizonBars: 5 }).artifact;
const ridge = trained('ridge');

const QUANTILES = { source: 'measured', cases: 200, q05: -2.25, q25: -0.5, q75: 0.75, q95: 1.5 } as const;

type Head = { intercept: number; weights: number[] };

/** The ridge artifact with another head of volatility or drift. */
function altered(change: { volatility?: object; drift?: Partial<Head> }, more: object = {}): ModelArtifact {
  if (ridge.kind !== 'ridge') throw new Error(ridge.kind);
  const { volatility, drift } = ridge;
  return checkedArtifact({
    ...ridge,
    ...more,
    volatility: { ...volatility, ...change.volatility },
    drift: { ...drift, ...change.drift },
  });
}

const none = ridge.features.map(() => 0);

/** No weight but one, and that enormous, on a feature that stands on this side of its centre. */
function enormous(side: 1 | -1): number[] {
  if (ridge.kind !== 'ridge') throw new Error(ridge.kind);
  const { centres, scales, features } = ridge;
  const matrix = featureMatrix(past, features);
  const row = rowAt(matrix, matrix.count - 1);
  const away = Array.from(row, (reading, j) => (reading - centres[j]!) / scales[j]!);
  const farthest = away.reduce((best, each, j) => (side * each > side * away[best]! ? j : best), 0);
  expect(side * away[farthest]!).toBeGreaterThan(1);
  return none.map((_, j) => (j === farthest ? 1e9 : 0));
}

describe('the figures of a forecast', () => {
  test('intervals are quantiles times σ around the drifted price', () => {
    const drift = 0.03;
    const artifact = altered(
      { drift: { intercept: drift, weights: none } },
      { residuals: QUANTILES, driftAdmitted: true },
    );
    const forecast = makeForecast(artifact, past);
    const sigma = forecast.volatilityPct / 100;
    const at = (quantile: number): number => price * Math.exp(drift + quantile * sigma);
    expect(forecast.predictedPrice).toBeCloseTo(price * Math.exp(drift), 9);
    expect(forecast.predictedChangePct).toBeCloseTo(100 * Math.expm1(drift), 9);
    const [half, most] = forecast.intervals;
    expect(half.low).toBeCloseTo(at(-0.5), 9);
    expect(half.high).toBeCloseTo(at(0.75), 9);
    expect(most.low).toBeCloseTo(at(-2.25), 9);
    expect(most.high).toBeCloseTo(at(1.5), 9);
  });

  test('a drift that was not admitted moves none of them', () => {
    const artifact = altered(
      { drift: { intercept: 0.03, weights: none } },
      { residuals: QUANTILES, driftAdmitted: false },
    );
    const forecast = makeForecast(artifact, past);
    const sigma = forecast.volatilityPct / 100;
    expect(forecast).toMatchObject({ predictedPrice: price, predictedChangePct: 0 });
    expect(forecast.intervals[0].high).toBeCloseTo(price * Math.exp(0.75 * sigma), 9);
  });

  test('σ is the root of the variance over the whole horizon', () => {
    const { volatilityPct } = makeForecast(
      altered({ volatility: { weights: none, lowest: -9, highest: -7, intercept: -8, logScale: 2 } }),
      past,
    );
    expect(volatilityPct).toBeCloseTo(100 * Math.exp(-3), 9);
  });

  test.each<[string, () => ModelArtifact]>([
    ['a price', () => altered({ drift: { intercept: 0, weights: enormous(1) } }, { driftAdmitted: true })],
    [
      'a price of 0',
      () => altered({ drift: { intercept: 0, weights: enormous(-1) } }, { driftAdmitted: true }),
    ],
    [
      'the end of an interval',
      () =>
        altered(
          { volatility: { weights: none, intercept: 8, lowest: 8, highest: 8, logScale: 0 } },
          { residuals: { ...QUANTILES, q95: 50 } },
        ),
    ],
  ])('%s that is not finite is refused', (_name, artifact) => {
    expect(() => makeForecast(artifact(), past)).toThrow(
      expect.objectContaining({
        code: 'MODEL_INCOMPATIBLE',
        message: expect.stringContaining('not finite'),
      }),
    );
  });
});

describe('the chance that the price ends higher', () => {
  const direction = { cases: 500, accuracy: 0.54, alwaysUpAccuracy: 0.5, isProven: true };
  // Errors of −1 … 1 σ: a fifth of them lies above .6.
  const driftErrors = Array.from({ length: 201 }, (_, i) => 10 * (i - 100));
  const told = (record: object | undefined, more: object, drift: number) => {
    const evaluation = { ...ridge.evaluation, ...(record && { direction: record }) };
    const artifact = altered({ drift: { intercept: drift, weights: none } }, { evaluation, ...more });
    return makeForecast(artifact, past);
  };

  test.each([0.6, -0.6, 0])('is how often earlier errors left it above, %d σ from the median', (sigmas) => {
    const { volatilityPct } = told(direction, { driftErrors }, 0);
    const forecast = told(direction, { driftErrors }, (sigmas * volatilityPct) / 100);
    const above = driftErrors.filter((milli) => milli > Math.round(-1_000 * sigmas)).length;
    expect(forecast.probabilityUp).toBeCloseTo((above + 0.5) / 202, 2);
    expect(forecast).not.toHaveProperty('probabilityUpWithheld');
    // Whether the median moves is another question.
    expect(forecast.predictedChangePct).toBe(0);
  });

  test.each<[string, object | undefined, object, string]>([
    ['no skill was proved', { ...direction, isProven: false }, { driftErrors }, 'noSkill'],
    ['too few cases were there', { ...direction, cases: 99, isProven: false }, {}, 'notEnoughData'],
    ['no errors are kept', direction, {}, 'noSkill'],
  ])('is withheld where %s', (_why, record, more, withheld) => {
    expect(told(record, more, 0.01)).toMatchObject({
      probabilityUp: null,
      probabilityUpWithheld: withheld,
    });
  });
});

describe('a level that is asked for', () => {
  const asking = (levels: number[]) => makeForecast(ridge, past, { levels });

  test.each([50, -50])('may be e^%d times the price', (power) => {
    const [touch] = asking([price * Math.exp(power * 0.999_999)]).touch;
    expect(touch!.probability).toBeGreaterThanOrEqual(0);
  });

  test.each([50, -50])('is refused beyond e^%d times the price, by its place', (power) => {
    expect(() => asking([price, price * Math.exp(power * 1.000_001)])).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        details: [expect.objectContaining({ path: 'levels.1' })],
      }),
    );
  });

  test('below 0 is refused', () => {
    expect(() => asking([-price])).toThrow(expect.objectContaining({ code: 'INPUT_INVALID' }));
  });
});

describe('two levels of which one is touched first', () => {
  const asking = (low: number, high: number) => makeForecast(ridge, past, { bracket: { low, high } });

  test('are told of where they are asked for alone', () => {
    const { bracket, volatilityPct } = asking(0.97 * price, 1.06 * price);
    const standing = { price, sigma: volatilityPct / 100 };
    expect(bracket).toEqual(
      bracketChance({ low: 0.97 * price, high: 1.06 * price }, standing, ridge.excursions),
    );
    expect(makeForecast(ridge, past)).not.toHaveProperty('bracket');
  });

  test.each([
    ['the lower at the price', price, 1.1 * price, 'bracket.low', 'below'],
    ['the higher at the price', 0.9 * price, price, 'bracket.high', 'above'],
    ['both below it', 0.8 * price, 0.9 * price, 'bracket.high', 'above'],
    ['the other way round', 1.1 * price, 0.9 * price, 'bracket.low', 'below'],
  ])('are refused where they do not lie on both sides of it: %s', (_name, low, high, path, side) => {
    expect(() => asking(low, high)).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        message: expect.stringContaining(`is not ${side} the price`),
        details: [expect.objectContaining({ path })],
      }),
    );
  });

  test.each([
    ['low', 1e-30],
    ['high', 1e30],
  ])('are refused where one is out of all reach: %s', (side, level) => {
    const bracket = { low: 0.9 * price, high: 1.1 * price, [side]: level };
    expect(() => makeForecast(ridge, past, { bracket })).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        details: [expect.objectContaining({ path: `bracket.${side}` })],
      }),
    );
  });
});

describe('the warning that a model forecasts volatility no better than ewma', () => {
  const told = (kind: 'ewma' | 'ridge' | 'linear' | 'naive', qlikeGainPct: number): boolean => {
    const artifact = trained(kind);
    const judged = checkedArtifact({ ...artifact, evaluation: { ...artifact.evaluation, qlikeGainPct } });
    return makeForecast(judged, past).warnings.some((text) => text.includes('no better than ewma'));
  };

  test.each([
    ['a ridge that gains nothing has it', 'ridge', 0, true],
    ['a ridge that loses has it', 'ridge', -3, true],
    ['a ridge that gains a little has it not', 'ridge', 0.01, false],
    ['least squares that gain nothing have it', 'linear', 0, true],
    ['ewma itself has it not', 'ewma', 0, false],
    ['the baseline of baselines has it not', 'naive', -50, false],
  ] as const)('%s', (_name, kind, qlikeGainPct, wanted) => {
    expect(told(kind, qlikeGainPct)).toBe(wanted);
  });
});

describe('forecastSeries', () => {
  test.each([true, false])(
    'equals the forecast at the last bar of every window, with the drift admitted: %s',
    (driftAdmitted) => {
      const artifact = altered({}, { driftAdmitted });
      const series = forecastSeries(artifact, whole);
      for (const count of [600, 601, 613, 620]) {
        const { volatilityPct, predictedChangePct } = makeForecast(artifact, firstBars(whole, count));
        expect(series[count - 1]).toEqual({ volatilityPct, predictedChangePct });
        expect(predictedChangePct !== 0).toBe(driftAdmitted);
      }
    },
  );

  test('begins where the features are warm, were the model older', () => {
    const artifact = altered({}, { trainedThrough: 0 });
    const series = forecastSeries(artifact, whole);
    const known = series.map((reading) => reading !== undefined);
    expect(known.indexOf(true)).toBe(featureMatrix(whole, modelNamed('ridge').features).firstRow);
    expect(known.lastIndexOf(false)).toBe(known.indexOf(true) - 1);
  });

  test.each([1, -1] as const)('says nothing where a figure is not finite, or no price (%d)', (side) => {
    const artifact = altered({ drift: { intercept: 0, weights: enormous(side) } }, { driftAdmitted: true });
    expect(forecastSeries(artifact, past).at(-1)).toBeUndefined();
  });

  test('another series is refused', () => {
    expect(() => forecastSeries(ridge, { ...whole, symbol: 'IBM' })).toThrow(
      expect.objectContaining({ code: 'MODEL_INCOMPATIBLE' }),
    );
  });
});
