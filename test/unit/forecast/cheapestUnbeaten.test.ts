import { cheapestUnbeaten } from '../../../lib/forecast/cheapestUnbeaten';
import type { Outcomes } from '../../../lib/forecast/outcomes';
import { dieboldMarianoP } from '../../../lib/forecast/pairedTests';
import { qlikeLosses } from '../../../lib/forecast/qlikeLosses';
import type { Readings } from '../../../lib/forecast/walkForward';
import { normals } from '../../support/madeBars';

const CASES = 200;
const zeros = new Float64Array(CASES);

/** Outcomes of variance 1 throughout: a forecast loses by its own distance from 1. */
const outcomesOver = (horizonBars: number): Outcomes => ({
  horizonBars,
  blockStart: new Int32Array(CASES),
  horizonReturn: zeros,
  logVariance: zeros,
  realisedVariance: new Float64Array(CASES).fill(1),
  varianceRatio: zeros,
  meanReturn: zeros,
  meanLogVariance: zeros,
});

const steady = (variance: number): Readings => ({ variance: new Float64Array(CASES).fill(variance) });

const draw = normals(31);
const noise = Float64Array.from({ length: CASES }, draw);
const swell = noise.map(
  (_, i) => noise.slice(Math.max(0, i - 15), i + 1).reduce((sum, each) => sum + each) / 4,
);

/** Misses that vary from case to case, and are larger by `extra` on average. */
const missing = (extra: number, by: Float64Array): Readings => ({
  variance: by.map((each) => Math.exp(0.5 + extra + 0.2 * each)),
});

/** A reading that `steady(e^.5)` beats with exactly this chance: found by halving. */
function beatenWith(chance: number, by: Float64Array, horizonBars: number): Readings {
  const outcomes = outcomesOver(horizonBars);
  const better = qlikeLosses(steady(Math.exp(0.5)), outcomes);
  const chanceAt = (extra: number): number =>
    dieboldMarianoP(better, qlikeLosses(missing(extra, by), outcomes), horizonBars);
  let [low, high] = [-0.3, 0.3];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (chanceAt(middle) > chance) low = middle;
    else high = middle;
  }
  expect(chanceAt(high)).toBeCloseTo(chance, 9);
  return missing(high, by);
}

const dearer = { kind: 'ewma', readings: steady(Math.exp(0.5)) } as const;

describe('cheapestUnbeaten', () => {
  test.each([
    ['a gain with a chance just below 5 % beats the cheap model', 0.0499, 'ewma'],
    ['a gain with a chance just above 5 % does not', 0.0501, 'naive'],
  ] as const)('%s', (_name, chance, wanted) => {
    const cheap = { kind: 'naive', readings: beatenWith(chance, noise, 1) } as const;
    expect(cheapestUnbeaten([cheap, dearer], outcomesOver(1))).toBe(wanted);
  });

  test('cases that overlap count for less', () => {
    const cheap = { kind: 'naive', readings: beatenWith(0.04, swell, 1) } as const;
    expect(cheapestUnbeaten([cheap, dearer], outcomesOver(1))).toBe('ewma');
    expect(cheapestUnbeaten([cheap, dearer], outcomesOver(21))).toBe('naive');
  });

  const [good, fair, poor] = [missing(-0.4, noise), missing(0.1, noise), missing(0.5, swell)];

  test.each<[string, Readings[], string]>([
    ['of equals the cheapest is chosen', [good, good, good], 'naive'],
    ['a dearer model that is worse changes nothing', [good, poor, fair], 'naive'],
    ['the one that beats the cheaper one is chosen', [poor, good, good], 'ewma'],
    ['one that is beaten by the dearest is passed over', [poor, fair, good], 'ridge'],
    ['two equals are both passed over for one that beats them', [fair, fair, good], 'ridge'],
    ['a single model is chosen unbeaten', [poor], 'naive'],
  ])('%s', (_name, readings, wanted) => {
    const kinds = ['naive', 'ewma', 'ridge'] as const;
    const contenders = readings.map((each, i) => ({ kind: kinds[i]!, readings: each }));
    expect(cheapestUnbeaten(contenders, outcomesOver(1))).toBe(wanted);
  });
});
