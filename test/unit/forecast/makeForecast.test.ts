import { forecastSeries } from '../../../lib/forecast/forecastSeries';
import { makeForecast } from '../../../lib/forecast/makeForecast';
import { trainForecaster } from '../../../lib/forecast/trainForecaster';
import { checkedArtifact, type ModelArtifact } from '../../../lib/models/artifact';
import { dailyBars, firstBars, wanderingBars } from '../../support/madeBars';
import { QUICK_KINDS } from '../../support/quickKinds';

const whole = wanderingBars({ seed: 5, count: 900, storms: 0.25 });
const past = firstBars(whole, 800);
const artifacts = new Map(
  QUICK_KINDS.map((kind) => [kind, trainForecaster(past, { kind, horizonBars: 5 }).artifact]),
);
const trained = (kind: (typeof QUICK_KINDS)[number]): ModelArtifact => artifacts.get(kind)!;
const price = past.bars.at(-1)!.close;

describe.each(QUICK_KINDS)('a forecast by %s', (kind) => {
  const forecast = makeForecast(trained(kind), past, { levels: [price * 1.01, price * 1.05, price] });
  const sigma = forecast.volatilityPct / 100;

  test('stands at the last bar and keeps its price as the median', () => {
    expect(forecast).toMatchObject({
      symbol: 'WALK5',
      interval: '1d',
      horizonBars: 5,
      asOf: past.bars.at(-1)!.closedAt,
      currentPrice: price,
      predictedPrice: price,
      predictedChangePct: 0,
      probabilityUp: null,
      // Of 800 bars too few cases that do not overlap are left.
      probabilityUpWithheld: ['ridge', 'linear', 'logistic'].includes(kind) ? 'notEnoughData' : 'noSkill',
      confidence: trained(kind).evaluation.confidence,
      warnings: [],
    });
  });

  test('has intervals inside each other around the median', () => {
    const [half, most] = forecast.intervals;
    expect([half.coverage, most.coverage]).toEqual([0.5, 0.9]);
    expect(most.low).toBeLessThan(half.low);
    expect(half.low).toBeLessThan(price);
    expect(half.high).toBeGreaterThan(price);
    expect(most.high).toBeGreaterThan(half.high);
  });

  test('gives a level twice the chance of ending beyond it, and certainty at the price', () => {
    const [near, far, here] = forecast.touch;
    expect(near!.distanceSigma).toBeCloseTo(Math.log(1.01) / sigma, 10);
    expect(near!.probability).toBeGreaterThan(far!.probability);
    expect(here).toEqual({ level: price, probability: 1, distanceSigma: 0 });
  });

  test('explains the log of its variance to the last addend', () => {
    const sum = forecast.explanation.reduce((total, { contribution }) => total + contribution, 0);
    expect(sum).toBeCloseTo(Math.log(sigma ** 2), 10);
  });

  test('equals what the series of forecasts says at that bar, and says nothing of bars it learned from', () => {
    const series = forecastSeries(trained(kind), whole);
    expect(series).toHaveLength(900);
    expect(series[799]).toEqual({ volatilityPct: forecast.volatilityPct, predictedChangePct: 0 });
    expect(series.slice(0, 799).every((reading) => reading === undefined)).toBe(true);
    expect(series.slice(799).every((reading) => reading !== undefined && reading.volatilityPct > 0)).toBe(
      true,
    );
  });
});

describe('makeForecast', () => {
  test.each([
    [
      'another symbol',
      () => makeForecast(trained('naive'), { ...past, symbol: 'IBM' }),
      'MODEL_INCOMPATIBLE',
      '"IBM"',
    ],
    [
      'another interval',
      () => makeForecast(trained('naive'), { ...past, interval: '1h' }),
      'MODEL_INCOMPATIBLE',
      '1h',
    ],
    [
      'a bar it has learned from',
      () => makeForecast(trained('naive'), firstBars(whole, 799)),
      'MODEL_INCOMPATIBLE',
      'up to',
    ],
    ['too few bars', () => makeForecast(trained('ridge'), firstBars(whole, 251)), 'BARS_INSUFFICIENT', '252'],
    ['no bars', () => makeForecast(trained('naive'), firstBars(whole, 0)), 'BARS_INSUFFICIENT', '0 bars'],
    ['a level of 0', () => makeForecast(trained('naive'), past, { levels: [1, 0] }), 'INPUT_INVALID', '"0"'],
    [
      'a level that is no number',
      () => makeForecast(trained('naive'), past, { levels: [NaN] }),
      'INPUT_INVALID',
      '"NaN"',
    ],
  ])('%s is refused', (_name, forecast, code, named) => {
    expect(forecast).toThrow(expect.objectContaining({ code, message: expect.stringContaining(named) }));
  });

  test('an admitted drift moves median, interval and change together', () => {
    const artifact = checkedArtifact({ ...trained('ridge'), driftAdmitted: true });
    const forecast = makeForecast(artifact, past);
    expect(forecast.predictedPrice).not.toBe(price);
    expect(forecast.predictedChangePct).toBeCloseTo(100 * (forecast.predictedPrice / price - 1), 9);
    expect(forecast.intervals[0].low).toBeLessThan(forecast.predictedPrice);
  });

  test('a short record is told in the warnings', () => {
    const short = firstBars(whole, 170);
    const { artifact } = trainForecaster(short, { kind: 'ewma', horizonBars: 1 });
    expect(makeForecast(artifact, short).warnings).toEqual([
      'Only 80 of 100 cases were measured: the intervals assume a normal distribution.',
    ]);
  });

  test('a bad print on the newest bar is told and does not rule σ', () => {
    const calm = wanderingBars({ seed: 6, count: 600, storms: 0.05 });
    const { artifact } = trainForecaster(calm, { kind: 'ridge', horizonBars: 1 });
    const { open, high, close, volume } = calm.bars.at(-1)!;
    const printed = dailyBars(
      [...calm.bars.slice(0, -1), { open, high, close, volume, low: close / 20 }],
      'WALK6',
    );
    const forecast = makeForecast(artifact, printed);
    expect(forecast.warnings).toContainEqual(expect.stringContaining('cut back'));
    expect(forecast.volatilityPct).toBeLessThan(3 * makeForecast(artifact, calm).volatilityPct);
  });

  test('a market beyond everything seen is limited, told, and still explained exactly', () => {
    const artifact = trained('linear');
    if (artifact.kind !== 'linear') throw new Error(artifact.kind);
    const { volatility } = artifact;
    const narrow = checkedArtifact({
      ...artifact,
      volatility: { ...volatility, highest: volatility.lowest },
    });
    const forecast = makeForecast(narrow, past);
    const sum = forecast.explanation.reduce((total, { contribution }) => total + contribution, 0);
    expect(forecast.warnings).toEqual([expect.stringContaining('limited')]);
    expect(2 * Math.log(forecast.volatilityPct / 100)).toBeCloseTo(
      volatility.lowest + volatility.logScale,
      10,
    );
    expect(sum).toBeCloseTo(volatility.lowest + volatility.logScale, 10);
  });
});
