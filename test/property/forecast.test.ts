import fc from 'fast-check';
import { FEATURE_NAMES, featureMatrix, rowAt } from '../../lib/features/featureMatrix';
import { WIDE_FEATURES, wideMatrix } from '../../lib/features/wide/wideMatrix';
import { evaluate } from '../../lib/forecast/evaluate';
import { leakSuspicions, mayAdmitDrift } from '../../lib/forecast/mayAdmitDrift';
import { forecastSeries } from '../../lib/forecast/forecastSeries';
import { makeForecast } from '../../lib/forecast/makeForecast';
import { outcomesOf } from '../../lib/forecast/outcomes';
import { trainForecaster } from '../../lib/forecast/trainForecaster';
import { walkForward, walkForwardPlan } from '../../lib/forecast/walkForward';
import { artifactText, parseArtifact } from '../../lib/models/artifact';
import { type Examples, examplesOf } from '../../lib/models/examples';
import { modelNamed } from '../../lib/models/modelNamed';
import type { CleanBars } from '../../lib/market/bar';
import { changesWithFuture, changesWithLength, otherFuture } from '../support/leakProbes';
import { dailyBars, firstBars, wanderingBars } from '../support/madeBars';
import { QUICK_KINDS } from '../support/quickKinds';

const series = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    storms: fc.constantFrom(0, 0.1, 0.3),
    halt: fc.constantFrom(0, 5, 90),
  })
  .map(({ seed, storms, halt }) => {
    const { bars } = wanderingBars({ seed, count: 340, storms });
    const quiet = Array.from({ length: halt }, () => ({ close: bars[199]!.close, volume: 0 }));
    return dailyBars([...bars.slice(0, 200), ...quiet, ...bars.slice(200)], 'MADE');
  });

const columnsOf = (bars: CleanBars) => featureMatrix(bars).columns;

/** What features must never be: each knows something of the bars after its own. */
const LEAKS: Readonly<Record<string, (bars: CleanBars) => Float64Array>> = {
  'the return of the next bar': ({ bars }) =>
    Float64Array.from(bars, ({ close }, t) => Math.log((bars[t + 1]?.close ?? close) / close)),
  'a scale of the whole series': ({ bars }) => {
    const highest = Math.max(...bars.map(({ close }) => close));
    return Float64Array.from(bars, ({ close }) => close / highest);
  },
  'an average with its bar in the middle': ({ bars }) =>
    Float64Array.from(bars, (_, t) => {
      const around = bars.slice(Math.max(t - 2, 0), t + 3);
      return around.reduce((sum, { close }) => sum + close, 0) / around.length;
    }),
  'the number of bars that follow': ({ bars }) => Float64Array.from(bars, (_, t) => bars.length - t),
};

describe('the probes of look-ahead', () => {
  test.each(Object.entries(LEAKS))('catch a feature set with %s', (_name, leak) => {
    const walk = wanderingBars({ seed: 4, count: 300 });
    const features = (bars: CleanBars) => [...columnsOf(bars), leak(bars)];
    const caught = [changesWithLength(features, walk, 280), changesWithFuture(features, walk, 280)];
    expect(caught).toContain(true);
  });

  test('find nothing in the features of models', () => {
    const walk = wanderingBars({ seed: 4, count: 300 });
    expect([changesWithLength(columnsOf, walk, 280), changesWithFuture(columnsOf, walk, 280)]).toEqual([
      false,
      false,
    ]);
  });
});

describe('no look-ahead', () => {
  test('features of the first bars are those of the full series there, to the last bit', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 252, max: 339 }), (bars, count) => {
        const full = featureMatrix(bars);
        expect(FEATURE_NAMES.every((_, j) => full.columns[j]!.every(Number.isFinite))).toBe(true);
        expect(rowAt(featureMatrix(firstBars(bars, count)), count - 1)).toEqual(rowAt(full, count - 1));
        expect(changesWithLength(columnsOf, bars, count)).toBe(false);
        expect(changesWithFuture(columnsOf, bars, count)).toBe(false);
      }),
      { numRuns: 25 },
    );
  });

  test('forecasts up to a bar stay the same when every later bar is replaced by noise', () => {
    const whole = wanderingBars({ seed: 9, count: 760, storms: 0.2 });
    const past = firstBars(whole, 600);
    for (const kind of QUICK_KINDS) {
      const { artifact } = trainForecaster(past, { kind, horizonBars: 5 });
      fc.assert(
        fc.property(fc.integer({ min: 600, max: 750 }), fc.integer({ min: 1, max: 1e6 }), (count, seed) => {
          const noisy = otherFuture(whole, count, seed);
          const [ours, theirs] = [whole, noisy].map((each) => forecastSeries(artifact, each).slice(0, count));
          expect(theirs).toEqual(ours);
          expect(makeForecast(artifact, firstBars(noisy, count))).toEqual(
            makeForecast(artifact, firstBars(whole, count)),
          );
        }),
        { numRuns: 5 },
      );
    }
  });

  test('what is learned up to a bar, and what is tested there, ignores the bars after it', () => {
    const whole = wanderingBars({ seed: 10, count: 700, storms: 0.2 });
    const [ours, theirs] = [whole, otherFuture(whole, 600, 77)].map((bars) => {
      const model = modelNamed('ridge');
      const examples = examplesOf(featureMatrix(bars, model.features), 5);
      const plan = walkForwardPlan(examples, '1d', model.fewestRows);
      const tested = plan.filter(({ to }) => to < 600 - 5);
      return {
        variance: walkForward(model, examples, tested).variance,
        outcomes: outcomesOf(examples, tested),
      };
    });
    expect(theirs!.variance.length).toBeGreaterThan(100);
    expect(theirs).toEqual(ours);
  });
});

describe('artifacts', () => {
  test('a model that was stored and read again gives identical forecasts', () => {
    fc.assert(
      fc.property(
        series,
        fc.constantFrom(...QUICK_KINDS),
        fc.constantFrom(1, 5),
        (bars, kind, horizonBars) => {
          const longer = dailyBars(
            [...bars.bars, ...wanderingBars({ seed: 4, count: 260 }).bars],
            bars.symbol,
          );
          const { artifact } = trainForecaster(longer, { kind, horizonBars });
          const levels = [longer.bars.at(-1)!.close * 1.02];
          expect(makeForecast(parseArtifact(artifactText(artifact)), longer, { levels })).toEqual(
            makeForecast(artifact, longer, { levels }),
          );
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('the protocol tells leaks and luck from skill', () => {
  const judged = (bars: CleanBars, change: (examples: Examples) => Examples) => {
    const prepared = (['ridge', 'ewma', 'naive'] as const).map((kind) => ({
      model: modelNamed(kind),
      examples: change(examplesOf(featureMatrix(bars, modelNamed(kind).features), 1)),
    }));
    const plan = walkForwardPlan(prepared[0]!.examples, '1d', 126);
    const [readings, ewma, naive] = prepared.map(({ model, examples }) => walkForward(model, examples, plan));
    const outcomes = outcomesOf(prepared[0]!.examples, plan);
    return evaluate({ bars: bars.bars.length, outcomes, readings: readings!, ewma: ewma!, naive: naive! });
  };

  test("predicting the close of the features' own bar is seen as a leak and never admitted", () => {
    const walk = wanderingBars({ seed: 12, count: 900 });
    const ownReturn = featureMatrix(walk, ['return1']).columns[0]!;
    const leaking = judged(walk, (examples) => ({ ...examples, horizonReturn: ownReturn }));
    expect(leaking.returnR2).toBeGreaterThan(0.9);
    expect(leakSuspicions(leaking)).toEqual(['returnR2', 'directionAccuracy']);
    expect(mayAdmitDrift(leaking)).toBe(false);
    expect(leakSuspicions(judged(walk, (examples) => examples))).toEqual([]);
  });

  test('a feature that knows the next bar is seen as a leak, and shows no direction', () => {
    const walk = wanderingBars({ seed: 12, count: 900 });
    const leak = LEAKS['the return of the next bar']!(walk);
    const leaking = judged(walk, (examples) => ({
      ...examples,
      columns: examples.columns.map((column, j) => (j === 0 ? leak : column)),
    }));
    expect(leakSuspicions(leaking)).toEqual(['returnR2', 'directionAccuracy']);
    expect(mayAdmitDrift(leaking)).toBe(false);
  });

  test('from the wide features too, which of themselves find nothing in a walk', () => {
    const walk = wanderingBars({ seed: 12, count: 900 });
    const { columns, firstRow } = wideMatrix(walk, WIDE_FEATURES);
    const widened = (examples: Examples): Examples =>
      examples.features.length > 1 ? { ...examples, columns, firstRow } : { ...examples, firstRow };
    const leaking = judged(walk, (examples) => ({ ...widened(examples), horizonReturn: columns[0]! }));
    expect(leakSuspicions(leaking)).toEqual(['returnR2', 'directionAccuracy']);
    expect(mayAdmitDrift(leaking)).toBe(false);
    const honest = judged(walk, widened);
    expect(leakSuspicions(honest)).toEqual([]);
    expect(mayAdmitDrift(honest)).toBe(false);
  });

  // A random walk passes a fair gate at 5 % by luck in 5 of 100; R² ≥ 0 as well makes it rarer.
  test('of 30 random walks at most one passes the drift gate', () => {
    const admitted = Array.from({ length: 30 }, (_, i) => i + 100).filter((seed) => {
      const walk = wanderingBars({ seed, count: 900 });
      return trainForecaster(walk, { kind: 'ridge', horizonBars: 1 }).artifact.driftAdmitted;
    });
    expect(admitted.length).toBeLessThanOrEqual(1);
  });
});
