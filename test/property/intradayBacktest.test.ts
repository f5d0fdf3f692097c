import type { Backtest } from '../../lib/forecast/backtest/backtest';
import { LEVELS } from '../../lib/forecast/backtest/issued';
import { scoredCases } from '../../lib/forecast/backtest/scoredCases';
import { skillOf } from '../../lib/forecast/backtest/skill';
import { insideBacktest, insidePanel } from '../../lib/forecast/intraday/insideBacktest';
import { sessionBacktest, sessionPanel } from '../../lib/forecast/intraday/sessionBacktest';
import type { CleanBars } from '../../lib/market/bar';
import { otherSessions, wanderingSessions } from '../support/madeSessions';

jest.setTimeout(120_000);

const WALK = wanderingSessions({ seed: 4, count: 110, storms: 0.3 });

/** All that was told of the cases that were issued before a time. */
const toldBefore = ({ told, asOf, levels }: Backtest, before: number) => {
  const count = asOf.filter((at) => at < before).length;
  return [...told].map(([name, { readings, issued }]) => ({
    name,
    variance: readings.variance.slice(0, count),
    low90: issued.low90.slice(0, count),
    high50: issued.high50.slice(0, count),
    touch: issued.touch.slice(0, count * LEVELS),
    frequency: levels.frequency.slice(0, count * LEVELS),
  }));
};

const HORIZONS: Readonly<Record<string, (bars: CleanBars) => Backtest>> = {
  'an hour': (bars) => insideBacktest(bars, ['naive', 'ewma', 'har', 'ridge'], 12),
  'a session': (bars) => sessionBacktest(bars, ['naive', 'ewma', 'har'], 1),
  'three sessions': (bars) => sessionBacktest(bars, ['ewma', 'har'], 3),
};

it.each(Object.keys(HORIZONS))('nothing that is told over %s depends on what came after it', (horizon) => {
  const walk = HORIZONS[horizon]!;
  const test = walk(WALK);
  for (const from of [78 * 70, 78 * 90 + 31, 78 * 104 + 77, WALK.bars.length - 1]) {
    const before = WALK.bars[from]!.closedAt;
    const changed = walk(otherSessions(WALK, from, from));
    expect(toldBefore(changed, before)).toEqual(toldBefore(test, before));
  }
  expect(test.asOf.filter((at) => at < WALK.bars[78 * 104]!.closedAt).length).toBeGreaterThan(40);
});

const PANEL = [4, 5, 6].map((seed) => wanderingSessions({ seed, count: 100, storms: 0.3 }));

const PANELS: Readonly<Record<string, (panel: readonly CleanBars[]) => readonly Backtest[]>> = {
  'an hour': (panel) => {
    const pooled = insidePanel(panel, 12);
    return panel.map((bars, place) => insideBacktest(bars, ['ewma', 'har'], 12, [pooled[place]!]));
  },
  'a session': (panel) => {
    const pooled = sessionPanel(panel, 1);
    return panel.map((bars, place) => sessionBacktest(bars, ['ewma', 'har'], 1, [pooled[place]!]));
  },
};

it.each(Object.keys(PANELS))(
  'nothing that a panel tells over %s depends on what came after it',
  (horizon) => {
    const walk = PANELS[horizon]!;
    const tests = walk(PANEL);
    for (const from of [78 * 80 + 40, 78 * 95 + 77]) {
      const before = PANEL[0]!.bars[from]!.closedAt;
      const changed = walk(PANEL.map((bars, place) => otherSessions(bars, from, from + place)));
      expect(changed.map((each) => toldBefore(each, before))).toEqual(
        tests.map((each) => toldBefore(each, before)),
      );
    }
    expect(toldBefore(tests[0]!, Infinity).map(({ name }) => name)).toContain('har-pooled');
  },
);

it('nobody is skilled in touching levels of an hour of walks whose σ is the same all day', () => {
  const cases = Array.from({ length: 4 }, (_, seed) =>
    scoredCases(
      insideBacktest(wanderingSessions({ seed: 40 + seed, count: 90, smile: 0 }), ['ewma', 'har'], 12),
      'har',
    ),
  );
  const { touchSkill, coverage90, calibrationError, logVarianceR2 } = skillOf(cases, 12);
  expect(touchSkill.is).toBeLessThan(0.005);
  expect(logVarianceR2).toBeLessThan(0.02);
  expect(Math.abs(coverage90.is - 0.9)).toBeLessThan(0.015);
  expect(calibrationError).toBeLessThan(0.015);
});

it('the time of day is told where it is all there is to tell', () => {
  const test = insideBacktest(wanderingSessions({ seed: 50, count: 90 }), ['ewma', 'har'], 12);
  const qlike = (name: 'har' | 'ewma' | 'ewma-tod') => skillOf([scoredCases(test, name)], 12).qlike;
  expect(qlike('ewma-tod')).toBeLessThan(0.8 * qlike('ewma'));
  expect(qlike('har')).toBeLessThan(qlike('ewma-tod'));
});
