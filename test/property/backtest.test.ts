import { type Backtest, backtest, modelContender } from '../../lib/forecast/backtest/backtest';
import { panelContenders } from '../../lib/forecast/backtest/panelContenders';
import { LEVELS } from '../../lib/forecast/backtest/issued';
import { scoredCases } from '../../lib/forecast/backtest/scoredCases';
import { skillOf } from '../../lib/forecast/backtest/skill';
import type { CleanBars } from '../../lib/market/bar';
import { cleanBars } from '../../lib/market/cleanBars';
import { normals, wanderingBars } from '../support/madeBars';

jest.setTimeout(120_000);

const KINDS = ['naive', 'ewma', 'har', 'ridge', 'linear', 'logistic', 'garch'] as const;

/** The same bars up to a place, and other ones from there on. */
function withOtherFuture(series: CleanBars, from: number, seed: number): CleanBars {
  const draw = normals(seed);
  let close = series.bars[from - 1]!.close;
  const bars = series.bars.map((bar, t) => {
    if (t < from) return bar;
    const open = close * Math.exp(0.02 * draw());
    close = open * Math.exp(0.05 * draw());
    const [high, low] = [1.01 * Math.max(open, close), 0.99 * Math.min(open, close)];
    return { ...bar, open, high, low, close, volume: 1_000 * Math.exp(draw()) };
  });
  return cleanBars({ ...series, bars, knownAt: Number.POSITIVE_INFINITY }).clean;
}

function panelTests(panel: readonly CleanBars[], horizonBars: number): readonly Backtest[] {
  const pooled = panelContenders(panel, horizonBars);
  return panel.map((series, place) =>
    backtest(
      series,
      [...KINDS.map((kind) => modelContender(series, kind, horizonBars)), pooled[place]!],
      horizonBars,
    ),
  );
}

const PANEL = [1, 2, 3].map((seed) => ({
  ...wanderingBars({ seed, count: 760, storms: 0.2 }),
  symbol: `WALK.${seed}`,
}));

/** What was told of the cases that were issued before a time. */
const toldBefore = ({ told, asOf }: Backtest, before: number) => {
  const count = asOf.filter((at) => at < before).length;
  return [...told].map(([name, { readings, issued }]) => ({
    name,
    variance: readings.variance.slice(0, count),
    low90: issued.low90.slice(0, count),
    high50: issued.high50.slice(0, count),
    touch: issued.touch.slice(0, count * LEVELS),
  }));
};

it.each([1, 5, 21])(
  'nothing that is told of a case depends on what came after it, over %i bars',
  (horizonBars) => {
    const tests = panelTests(PANEL, horizonBars);
    for (const from of [500, 640, 759]) {
      const changed = panelTests(
        PANEL.map((series, place) => withOtherFuture(series, from, from + place)),
        horizonBars,
      );
      const before = PANEL[0]!.bars[from]!.closedAt;
      expect(tests.map((test) => toldBefore(test, before))).toEqual(
        changed.map((test) => toldBefore(test, before)),
      );
    }
    const [first] = tests;
    expect(first!.asOf.filter((at) => at < PANEL[0]!.bars[640]!.closedAt).length).toBeGreaterThan(200);
  },
);

it('nobody is skilled in touching levels of a walk whose σ never changes', () => {
  const skills = Array.from({ length: 12 }, (_, seed) => {
    const series = wanderingBars({ seed: 100 + seed, count: 1_000 });
    const test = backtest(series, [modelContender(series, 'ewma', 1), modelContender(series, 'har', 1)], 1);
    return scoredCases(test, 'har');
  });
  const { touchSkill, coverage90, calibrationError } = skillOf(skills, 1);
  expect(touchSkill.is).toBeLessThan(0.005);
  expect(Math.abs(coverage90.is - 0.9)).toBeLessThan(0.015);
  expect(calibrationError).toBeLessThan(0.015);
});
