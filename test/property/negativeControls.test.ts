import { backtest, modelContender } from '../../lib/forecast/backtest/backtest';
import { scoredCases } from '../../lib/forecast/backtest/scoredCases';
import { skillOf } from '../../lib/forecast/backtest/skill';
import { makeForecast } from '../../lib/forecast/makeForecast';
import { type Trained, trainForecaster } from '../../lib/forecast/trainForecaster';
import { type Block, walkForward } from '../../lib/forecast/walkForward';
import type { CleanBars } from '../../lib/market/bar';
import type { Examples } from '../../lib/models/examples';
import type { ModelKind } from '../../lib/models/fit';
import { modelNamed } from '../../lib/models/modelNamed';
import { dailyBars, normals, type Prices, seeded, wanderingBars } from '../support/madeBars';

jest.setTimeout(300_000);

describe('in random walks', () => {
  let trained: readonly Trained[];
  beforeAll(() => {
    trained = Array.from({ length: 200 }, (_, seed) => {
      const walk = wanderingBars({ seed: 1_000 + seed, count: 640 });
      return trainForecaster(walk, { kind: 'ridge', horizonBars: 1 });
    });
  });

  it('at most one in fifty shows a direction', () => {
    const proven = trained.filter(({ evaluation }) => evaluation.direction?.isProven);
    expect(proven.length).toBeLessThanOrEqual(4);
    // The gate was asked: all of them say something of direction, some of it better than always-up by luck.
    const leads = trained.map(({ evaluation }) => evaluation.direction!.leadT ?? 0);
    expect(leads.filter((t) => t > 1).length).toBeGreaterThan(5);
  });

  it('at most one in twenty is given a drift', () => {
    expect(trained.filter(({ artifact }) => artifact.driftAdmitted).length).toBeLessThanOrEqual(10);
  });

  it('touch chances hold, and save nothing of what past frequencies lose', () => {
    const skills = trained.flatMap(({ evaluation }) => evaluation.touch.skill?.is ?? []);
    expect(skills.length).toBe(200);
    expect(skills.reduce((sum, each) => sum + each, 0) / 200).toBeLessThan(0.003);
    // By the rule of its card, one in twenty may seem to have some by luck.
    const trusted = trained.filter(({ evaluation }) => evaluation.confidence !== 'none');
    expect(trusted.length).toBeLessThanOrEqual(20);
  });
});

const STEPS = 24;
const HORIZON = 5;
const [OMEGA, ALPHA, BETA] = [4e-6, 0.08, 0.89];

/** Variances that remember the moves before them, and what moves they make inside a bar. */
function garchWalk(draw: () => number, variance: number) {
  let next = variance;
  return {
    /** Log prices at the steps of one more bar that begins at 0. */
    bar(): Float64Array {
      const sigma = Math.sqrt(next / STEPS);
      let at = 0;
      const path = Float64Array.from({ length: STEPS }, () => (at += sigma * draw()));
      next = OMEGA + ALPHA * at * at + BETA * next;
      return path;
    },
    variance: () => next,
  };
}

function garchBars(seed: number, count: number): { bars: CleanBars; variance: number } {
  const walk = garchWalk(normals(seed), OMEGA / (1 - ALPHA - BETA));
  let open = 100;
  const prices = Array.from({ length: count }, (): Prices => {
    const path = walk.bar();
    const [high, low] = [Math.max(0, ...path), Math.min(0, ...path)].map((each) => open * Math.exp(each));
    const close = open * Math.exp(path.at(-1)!);
    const bar = { open, high: high!, low: low!, close, volume: 1_000 };
    open = close;
    return bar;
  });
  return { bars: dailyBars(prices, `GARCH${seed}`), variance: walk.variance() };
}

/** How often paths from a variance on reach each of some distances within the horizon. */
function exactChances(variance: number, distances: readonly number[], seed: number): readonly number[] {
  const draw = normals(seed);
  const counts = distances.map(() => 0);
  const paths = 2_000;
  for (let path = 0; path < paths; path += 1) {
    const walk = garchWalk(draw, variance);
    let [at, highest, lowest] = [0, 0, 0];
    for (let bar = 0; bar < HORIZON; bar += 1) {
      const steps = walk.bar();
      for (const step of steps) {
        highest = Math.max(highest, at + step);
        lowest = Math.min(lowest, at + step);
      }
      at += steps.at(-1)!;
    }
    distances.forEach((distance, i) => {
      if (distance > 0 ? highest >= distance : lowest <= distance) counts[i]! += 1;
    });
  }
  return counts.map((count) => count / paths);
}

it('where the truth is known, touch chances are within .035 of it on average', () => {
  const errors = Array.from({ length: 12 }, (_, seed) => {
    const { bars, variance } = garchBars(50 + seed, 1_400);
    const { artifact } = trainForecaster(bars, { kind: 'har', horizonBars: HORIZON });
    const price = bars.bars.at(-1)!.close;
    const usual = Math.sqrt((HORIZON * OMEGA) / (1 - ALPHA - BETA));
    const distances = [-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2].map((multiple) => multiple * usual);
    const levels = distances.map((distance) => price * Math.exp(distance));
    const exact = exactChances(variance, distances, 900 + seed);
    return makeForecast(artifact, bars, { levels }).touch.map(
      ({ probability }, i) => probability - exact[i]!,
    );
  }).flat();
  const average = errors.reduce((sum, each) => sum + Math.abs(each), 0) / errors.length;
  expect(average).toBeLessThan(0.035);
  expect(Math.abs(errors.reduce((sum, each) => sum + each, 0) / errors.length)).toBeLessThan(0.02);
});

/** The same examples with what followed in another order. */
function shuffled(examples: Examples, seed: number): Examples {
  const { firstRow, lastRow } = examples;
  const even = seeded(seed);
  const order = Array.from({ length: lastRow - firstRow + 1 }, (_, i) => firstRow + i);
  for (let i = order.length - 1; i > 0; i -= 1) {
    const other = Math.floor(even() * (i + 1));
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  const inOrder = (column: Float64Array) =>
    column.map((each, row) => (row < firstRow || row > lastRow ? each : column[order[row - firstRow]!]!));
  return {
    ...examples,
    logVariance: inOrder(examples.logVariance),
    horizonReturn: inOrder(examples.horizonReturn),
  };
}

it.each<ModelKind>(['har', 'ridge'])('labels in another order teach %s nothing', (kind) => {
  const r2 = Array.from({ length: 5 }, (_, seed) => {
    const stormy = wanderingBars({ seed: 30 + seed, count: 1_200, storms: 0.2 });
    const of = (change: (examples: Examples) => Examples) => {
      const contender = modelContender(stormy, kind, 1);
      const examples = change(contender.examples);
      const walk = (blocks: readonly Block[]) => walkForward(modelNamed(kind), examples, blocks);
      return skillOf([scoredCases(backtest(stormy, [{ ...contender, examples, walk }], 1), kind)], 1);
    };
    const [real, noise] = [of((examples) => examples), of((examples) => shuffled(examples, seed))];
    expect(real.logVarianceR2).toBeGreaterThan(0.2);
    expect(noise.directionAccuracy ?? 0).toBeLessThan(0.56);
    expect(noise.returnR2 ?? 0).toBeLessThan(0.02);
    return noise.logVarianceR2;
  });
  expect(Math.max(...r2)).toBeLessThan(0.02);
});
