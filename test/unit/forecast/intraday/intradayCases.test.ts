import { sessionBars } from '../../../../lib/features/intraday/sessionBars';
import { sessionMoves } from '../../../../lib/features/intraday/sessionMoves';
import { priceMoves } from '../../../../lib/features/priceMoves';
import { casePlan } from '../../../../lib/forecast/intraday/casePlan';
import { endedBy } from '../../../../lib/forecast/intraday/caseTable';
import { insideCases } from '../../../../lib/forecast/intraday/insideCases';
import { sessionCases } from '../../../../lib/forecast/intraday/sessionCases';
import { fiveMinuteBars, wanderingSessions } from '../../../support/madeSessions';

const WALK = wanderingSessions({ seed: 2, count: 40, storms: 0.3 });
const SERIES = sessionMoves(WALK);
const close = (t: number) => WALK.bars[t]!.close;

describe('cases over an hour', () => {
  const table = insideCases(SERIES, 12);

  it('are issued at every bar that has twelve after it in its session', () => {
    expect(table.bar.length).toBe(40 * 66);
    expect([table.bar[65], table.bar[66], table.endBar[65], table.session[66]]).toEqual([65, 78, 77, 1]);
  });

  it('hold the move, the mean variance and the extremes of those twelve', () => {
    const t = table.bar[100]!;
    const ahead = WALK.bars.slice(t + 1, t + 13);
    expect(table.horizonReturn[100]).toBeCloseTo(Math.log(close(t + 12) / close(t)), 12);
    expect(table.upward[100]).toBeCloseTo(
      Math.log(Math.max(...ahead.map(({ high }) => high)) / close(t)),
      12,
    );
    expect(table.downward[100]).toBeCloseTo(
      Math.log(close(t) / Math.min(...ahead.map(({ low }) => low))),
      12,
    );
    const mean = SERIES.moves.rangeVariance.slice(t + 1, t + 13).reduce((sum, each) => sum + each, 0) / 12;
    expect(Math.exp(table.logVariance[100]!)).toBeCloseTo(mean, 15);
  });

  it('are none where a bar of the hour is missing', () => {
    const gap = fiveMinuteBars(
      WALK.bars.filter((_, t) => t !== 40),
      'GAP',
    );
    const holed = insideCases(sessionMoves(gap), 12);
    expect(holed.bar.length).toBe(40 * 66 - 13);
  });

  it('lie by a σ that was known when their session opened', () => {
    const moves = WALK.bars
      .slice(0, 78 * 5)
      .map(({ close: at, open }, t) => Math.log(at / (t % 78 === 0 ? open : close(t - 1))));
    const mean = moves.reduce((sum, move) => sum + move * move, 0) / moves.length;
    expect(table.longSigma[66 * 5]).toBeCloseTo(Math.sqrt(12 * mean), 12);
    expect(table.longSigma[66 * 5 + 65]).toBe(table.longSigma[66 * 5]);
    expect(table.longSigma[0]).toBeNaN();
  });

  it('are learned from once they had ended twelve bars before the session', () => {
    const { blocks, scoredFrom } = casePlan(table, 66, 300);
    for (const { through, from, to } of blocks) {
      expect(table.endBar[through]!).toBeLessThanOrEqual(table.bar[from]! - 12);
      expect(table.endBar[through + 1]!).toBeGreaterThan(table.bar[from]! - 12);
      expect([to - from, table.session[from]]).toEqual([65, table.session[to]]);
    }
    expect(blocks[0]!.through - 66 + 1).toBeGreaterThanOrEqual(300);
    expect(blocks.at(-1)!.to).toBe(table.bar.length - 1);
    expect(scoredFrom % 66).toBe(0);
    expect(blocks[0]!.from + scoredFrom).toBeGreaterThan(66 + Math.floor((40 * 66 - 66) / 3));
  });

  it('had ended when their last bar had closed', () => {
    const ended = endedBy(table, table.bar);
    expect([ended[11], ended[12], ended[65], ended[66]]).toEqual([0, 1, 54, 66]);
  });
});

describe('cases over a day', () => {
  const daily = sessionBars(WALK, SERIES);
  const table = sessionCases(SERIES, priceMoves(daily), 1);

  it('go from the close of each session to the next', () => {
    expect([table.bar.length, table.bar[0], table.endBar[0]]).toEqual([39, 77, 155]);
    expect(table.horizonReturn[3]).toBeCloseTo(Math.log(close(78 * 5 - 1) / close(78 * 4 - 1)), 12);
  });

  it('hold the night and the bars of the next session', () => {
    const sum = SERIES.moves.rangeVariance.slice(78, 156).reduce((all, each) => all + each, 0);
    expect(Math.exp(table.logVariance[0]!)).toBeCloseTo(sum, 12);
    const next = WALK.bars.slice(78, 156);
    expect(table.upward[0]).toBeCloseTo(Math.log(Math.max(...next.map(({ high }) => high)) / close(77)), 10);
  });

  it('are learned from five sessions later', () => {
    const { blocks } = casePlan(table, 5, 10);
    expect(blocks[0]).toEqual({ through: 14, from: 20, to: 20 });
    expect(blocks.at(-1)).toEqual({ through: 32, from: 38, to: 38 });
  });

  it('are none of a series of one session', () => {
    const one = fiveMinuteBars(WALK.bars.slice(0, 78), 'ONE');
    const series = sessionMoves(one);
    expect(sessionCases(series, priceMoves(sessionBars(one, series)), 1).bar.length).toBe(0);
    expect(casePlan(sessionCases(series, priceMoves(daily), 1), 0, 10).blocks).toEqual([]);
  });
});
