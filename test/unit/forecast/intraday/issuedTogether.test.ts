import { type Happened, issued, LEVELS } from '../../../../lib/forecast/backtest/issued';
import { issuedTogether, lastOf, type PanelCases } from '../../../../lib/forecast/intraday/issuedTogether';
import { normals } from '../../../support/madeBars';

const COUNT = 150;

/** Daily cases of one series: each ends with the next one's close, and is a block of its own. */
function casesOf(seed: number, count = COUNT): PanelCases & { readonly happened: Happened } {
  const draw = normals(seed);
  const column = (read: (i: number) => number) => Float64Array.from({ length: count }, (_, i) => read(i));
  const whole = (read: (i: number) => number) => Int32Array.from({ length: count }, (_, i) => read(i));
  return {
    sigma: column(() => 0.01 * Math.exp(0.2 * draw())),
    happened: {
      horizonReturn: column(() => 0.01 * draw()),
      upward: column(() => Math.abs(0.01 * draw())),
      downward: column(() => Math.abs(0.01 * draw())),
      longSigma: column(() => 0.01),
      blockStart: whole((i) => i),
      ended: whole((i) => i),
    },
    asOf: column((i) => 1_000 * i),
    endedAt: column((i) => 1_000 * (i + 1)),
  };
}

describe('what is told by the errors of all series', () => {
  it('is what one is told by its own, where there is one', () => {
    const one = casesOf(1);
    const [together] = issuedTogether([one]);
    expect(together).toEqual(issued({ sigma: one.sigma }, one.happened));
  });

  it('is measured three times as early where there are three', () => {
    const three = [1, 2, 3].map((seed) => casesOf(seed));
    const normal = (told: { readonly low90: Float64Array }, cases: PanelCases) =>
      told.low90.findIndex((low, i) => Math.abs(low / cases.sigma[i]! + 1.6448536269514722) > 1e-9);
    const [together] = issuedTogether(three);
    expect(normal(issued({ sigma: three[0]!.sigma }, three[0]!.happened), three[0]!)).toBe(100);
    expect(normal(together!, three[0]!)).toBe(34);
  });

  it('knows no error before it had ended, whichever series it is of', () => {
    const [first, second] = [casesOf(1), casesOf(2)];
    const late = { ...second, endedAt: second.endedAt.map((at, i) => (i < 20 ? at : at + 40_000)) };
    const changed = {
      ...late,
      happened: {
        ...late.happened,
        horizonReturn: late.happened.horizonReturn.map((move, i) => (i < 80 ? move : 1)),
      },
    };
    const [told, toldAnew] = [issuedTogether([first, late])[0]!, issuedTogether([first, changed])[0]!];
    expect(toldAnew.low90.slice(0, 121)).toEqual(told.low90.slice(0, 121));
    expect(toldAnew.high90.slice(0, 140)).not.toEqual(told.high90.slice(0, 140));
  });

  it('gives each series its own cases, and the last of them', () => {
    const [first, short] = [casesOf(1), casesOf(2, 90)];
    const [, told] = issuedTogether([first, short]);
    expect([told!.low90.length, told!.touch.length]).toEqual([90, 90 * LEVELS]);
    const last = lastOf(told!, 10);
    expect([last.low90[0], last.touch[0], last.high50.length]).toEqual([
      told!.low90[80],
      told!.touch[80 * LEVELS],
      10,
    ]);
  });
});
