import { minimumBars } from '../../../lib/forecast/minimumBars';
import { makeForecast } from '../../../lib/forecast/makeForecast';
import { trainForecaster } from '../../../lib/forecast/trainForecaster';
import { AUTO_KINDS, MODEL_KINDS } from '../../../lib/models/fit';
import { artifactText } from '../../../lib/models/artifact';
import { dailyBars, firstBars, wanderingBars } from '../../support/madeBars';
import { QUICK_KINDS } from '../../support/quickKinds';

const stormy = wanderingBars({ seed: 5, count: 1_200, storms: 0.25 });

/** Every number of a record, however deep. */
const numbersIn = (record: unknown): number[] =>
  typeof record === 'object' && record !== null
    ? Object.values(record).flatMap(numbersIn)
    : typeof record === 'number'
      ? [record]
      : [];

describe('trainForecaster', () => {
  test.each(QUICK_KINDS)('%s is trained on the fewest bars it names, and refuses one bar less', (kind) => {
    const needed = minimumBars(kind, 1);
    expect(trainForecaster(firstBars(stormy, needed), { kind, horizonBars: 1 }).evaluation.cases).toBe(63);
    expect(() => trainForecaster(firstBars(stormy, needed - 1), { kind, horizonBars: 1 })).toThrow(
      expect.objectContaining({
        code: 'BARS_INSUFFICIENT',
        message: `"WALK5" has ${needed - 1} bars of 1d; "${kind}" with a horizon of 1 bars needs ${needed}.`,
      }),
    );
  });

  test.each([5, 21, 40, 63, 126, 200])(
    'a horizon of %i bars leaves enough cases, or is refused',
    (horizonBars) => {
      const long = wanderingBars({ seed: 8, count: 1_400, storms: 0.25 });
      for (const kind of AUTO_KINDS) {
        const needed = minimumBars(kind, horizonBars);
        const { evaluation } = trainForecaster(firstBars(long, needed), { kind, horizonBars });
        expect({ kind, enough: evaluation.cases >= 63 }).toEqual({ kind, enough: true });
        expect(() => trainForecaster(firstBars(long, needed - 1), { kind, horizonBars })).toThrow(
          expect.objectContaining({ code: 'BARS_INSUFFICIENT' }),
        );
      }
    },
  );

  test('the numbers of bars needed are as published', () => {
    expect(
      MODEL_KINDS.map((kind) => [kind, minimumBars(kind, 1), minimumBars(kind, 5), minimumBars(kind, 21)]),
    ).toEqual([
      ['naive', 153, 161, 209],
      ['ewma', 153, 161, 209],
      ['har', 217, 225, 273],
      ['ridge', 446, 454, 502],
      ['linear', 446, 454, 502],
      ['logistic', 446, 454, 502],
      ['garch', 445, 453, 501],
      ['boosted', 572, 580, 628],
      ['lstm', 372, 380, 428],
    ]);
  });

  test.each([
    ['never moves', () => ({ close: 50 })],
    ['has ranges but one close', (_: unknown, t: number) => ({ close: 50, high: 51 + (t % 3), low: 49 })],
    ['moves once in a hundred bars', (_: unknown, t: number) => ({ close: 50 + Math.floor(t / 100) })],
  ])('a close that %s is MODEL_DEGENERATE for every kind', (_name, price) => {
    const series = dailyBars(Array.from({ length: 600 }, price));
    for (const kind of [...QUICK_KINDS, 'auto'] as const) {
      expect(() => trainForecaster(series, { kind, horizonBars: 1 })).toThrow(
        expect.objectContaining({ code: 'MODEL_DEGENERATE' }),
      );
    }
  });

  test.each([...QUICK_KINDS, 'auto'] as const)(
    'a market that rises almost every day is learned by %s',
    (kind) => {
      const rising = dailyBars(
        Array.from({ length: 900 }, (_, t) => ({ close: 100 * 1.0004 ** t * (t % 9 === 0 ? 0.9999 : 1) })),
      );
      const { residuals } = trainForecaster(rising, { kind, horizonBars: 5 }).artifact;
      expect(residuals.q05).toBeLessThanOrEqual(residuals.q25);
      expect(residuals.q25).toBeLessThanOrEqual(0);
      expect(residuals.q75).toBeGreaterThanOrEqual(0);
    },
  );

  test.each(['ridge', 'linear'] as const)(
    'one bad close of years ago does not rule the σ of %s today',
    (kind) => {
      const spoilt = stormy.bars.map((bar, t) =>
        t === 500 ? { ...bar, high: 10 * bar.close, close: 10 * bar.close } : bar,
      );
      const [clean, bad] = [stormy, dailyBars(spoilt)].map((series) => {
        const { artifact } = trainForecaster(series, { kind, horizonBars: 1 });
        return makeForecast(artifact, series).volatilityPct;
      });
      expect(bad! / clean!).toBeGreaterThan(0.75);
      expect(bad! / clean!).toBeLessThan(1.25);
    },
  );

  test('a series that begins with a halt is trained all the same, in finite numbers', () => {
    const halt = Array.from({ length: 400 }, () => ({ close: 100, volume: 0 }));
    const series = dailyBars([...halt, ...stormy.bars.slice(0, 500)]);
    for (const kind of QUICK_KINDS) {
      const { evaluation } = trainForecaster(series, { kind, horizonBars: 5 });
      expect(numbersIn(evaluation).every(Number.isFinite)).toBe(true);
    }
  });

  test('the same bars and options give the same artifact, byte for byte', () => {
    const train = (): string =>
      artifactText(trainForecaster(stormy, { kind: 'ridge', horizonBars: 5, seed: 7 }).artifact);
    expect(train()).toBe(train());
  });

  test('the artifact says where it comes from', () => {
    const { artifact, evaluation } = trainForecaster(stormy, { kind: 'linear', horizonBars: 5, seed: 7 });
    expect(artifact).toMatchObject({
      kind: 'linear',
      symbol: 'WALK5',
      interval: '1d',
      horizonBars: 5,
      seed: 7,
      bars: 1_200,
      trainedThrough: stormy.bars.at(-1)!.closedAt,
      residuals: { source: 'measured', cases: 789 },
      evaluation,
    });
  });

  test('in storms ridge forecasts volatility better than ewma, and auto chooses a learned model', () => {
    const { evaluation } = trainForecaster(stormy, { kind: 'ridge', horizonBars: 1 });
    expect(evaluation.qlikeGainPct).toBeGreaterThan(10);
    expect(evaluation.dieboldMarianoP).toBeLessThan(0.01);
    expect(trainForecaster(stormy, { kind: 'auto', horizonBars: 1 }).artifact.kind).toBe('har');
  });

  test('where σ never changes auto stays with the constant', () => {
    const steady = wanderingBars({ seed: 8, count: 1_000 });
    expect(trainForecaster(steady, { kind: 'auto', horizonBars: 1 }).artifact.kind).toBe('naive');
  });

  test('auto with too few bars for the learned models chooses among the baselines', () => {
    const { artifact } = trainForecaster(firstBars(stormy, 200), { kind: 'auto', horizonBars: 1 });
    expect(['naive', 'ewma']).toContain(artifact.kind);
  });

  test('a drift that repeats itself is admitted and moves the median', () => {
    const series = wanderingBars({ seed: 3, count: 3_000, memory: 0.15 });
    const { artifact, evaluation } = trainForecaster(series, { kind: 'ridge', horizonBars: 1 });
    expect(evaluation.returnR2).toBeGreaterThan(0);
    expect(evaluation.clarkWestP).toBeLessThan(0.05);
    expect(artifact.driftAdmitted).toBe(true);
  });

  test('a direction that repeats itself is proven and told, and one that does not is withheld', () => {
    const [repeating, walking] = [0.15, 0].map((memory) => {
      const series = wanderingBars({ seed: 3, count: 3_700, memory });
      const { artifact } = trainForecaster(series, { kind: 'ridge', horizonBars: 1 });
      return { artifact, forecast: makeForecast(artifact, series) };
    });
    expect(repeating!.artifact.evaluation.direction).toMatchObject({ isProven: true });
    expect(repeating!.artifact.driftErrors!.length).toBe(repeating!.artifact.residuals.cases);
    expect(Math.abs(repeating!.forecast.probabilityUp! - 0.5)).toBeLessThan(0.3);
    expect(walking!.artifact.evaluation.direction).toMatchObject({ isProven: false });
    expect(walking!.artifact).not.toHaveProperty('driftErrors');
    expect(walking!.forecast).toMatchObject({ probabilityUp: null, probabilityUpWithheld: 'noSkill' });
  });
});
