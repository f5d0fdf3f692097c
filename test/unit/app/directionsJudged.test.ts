import { directionsJudged } from '../../../lib/app/directionsJudged';
import type { Evaluated, JudgedDirection } from '../../../lib/app/evaluatedOver';

const record = (p: number, more: Partial<JudgedDirection> = {}): JudgedDirection => ({
  cases: 900,
  accuracy: 0.555,
  alwaysUpAccuracy: 0.51,
  brierSkill: { is: 0.01, low90: 0.002, high90: 0.02 },
  pesaranTimmermannP: p,
  leadT: 3,
  isProven: false,
  ...more,
});

/** One horizon of one model with a record a series. */
const horizonOf = (model: string, ...directions: readonly (JudgedDirection | undefined)[]) =>
  ({
    models: [{ model, series: directions.map((direction) => ({ ...(direction && { direction }) })) }],
  }) as unknown as Evaluated;

const judged = (...horizons: readonly Evaluated[]) =>
  directionsJudged(horizons).flatMap(({ models }) =>
    models.flatMap(({ series }) => series.map(({ direction }) => direction)),
  );

describe('directions of several series and horizons', () => {
  it('are corrected as one family', () => {
    const all = judged(horizonOf('ridge', record(0.001), record(0.5)), horizonOf('ridge', record(0.2)));
    expect(all.map((each) => each!.holmP)).toEqual([0.003, 0.5, 0.4]);
    expect(all.map((each) => each!.isProven)).toEqual([true, false, false]);
  });

  it('are none the less those of one model', () => {
    const [one, other] = judged(horizonOf('ridge', record(0.006)), horizonOf('linear', record(0.006)));
    expect([one!.holmP, other!.holmP]).toEqual([0.006, 0.006]);
  });

  it.each([
    ['a p that one of so many has by chance', record(0.004)],
    [
      'a Brier skill that may be none',
      record(1e-6, { brierSkill: { is: 0.01, low90: -0.001, high90: 0.02 } }),
    ],
    ['no lead over always-up', record(1e-6, { leadT: 2.2 })],
    ['an accuracy that smells of a leak', record(1e-6, { accuracy: 0.57 })],
    ['too few cases', record(1e-6, { cases: 99 })],
  ])('are withheld for %s', (_why, direction) => {
    const [first] = judged(horizonOf('ridge', direction, record(0.9), record(0.9)));
    expect(first!.isProven).toBe(false);
  });

  it('stay away where a model tells none', () => {
    expect(judged(horizonOf('har', undefined))).toEqual([undefined]);
  });
});
