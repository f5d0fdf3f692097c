import type { Backtest } from '../../../lib/forecast/backtest/backtest';
import { directionRecord } from '../../../lib/forecast/directionRecord';
import { seeded } from '../../support/madeBars';

type Made = {
  readonly cases: number;
  /** How often the side that is told comes about. */
  readonly right: number;
  /** With which chance it is told; as often as it comes about where that is left out. */
  readonly said?: number;
  readonly horizonBars?: number;
  readonly scoredFrom?: number;
  /** How often the price rises. */
  readonly rise?: number;
};

/** A walk-forward of a model that tells sides with a chance of `right`, as often up as prices rise. */
function told({ cases, right, said = right, horizonBars = 1, scoredFrom = 0, rise = 0.5 }: Made): Backtest {
  const even = seeded(3);
  const horizonReturn = Float64Array.from({ length: cases }, () => (even() < rise ? 0.01 : -0.01));
  const up = horizonReturn.map((move) => (even() < right === move > 0 ? said : 1 - said));
  const ended = Int32Array.from({ length: cases }, (_, i) => Math.max(0, i - horizonBars + 1));
  return {
    horizonBars,
    scoredFrom,
    asOf: Float64Array.from({ length: cases }, (_, i) => i),
    outcomes: { horizonReturn },
    happened: { ended },
    told: new Map([
      ['ridge', { issued: { up } }],
      ['har', { issued: {} }],
    ]),
  } as unknown as Backtest;
}

describe('directionRecord', () => {
  it('proves a model that is right a little more often than not, over many cases', () => {
    const record = directionRecord(told({ cases: 6_000, right: 0.55 }), 'ridge')!;
    expect(record).toMatchObject({ cases: 6_000, isProven: true });
    expect(record.accuracy).toBeCloseTo(0.55, 2);
    expect(record.alwaysUpAccuracy).toBeCloseTo(0.5, 1);
    expect(record.pesaranTimmermannP).toBeLessThan(1e-4);
    expect(record.brierSkill!.low90).toBeGreaterThan(0);
    expect(record.leadT).toBeGreaterThan(2.3);
  });

  it.each<[string, Made]>([
    ['is a coin', { cases: 6_000, right: 0.5 }],
    ['is wrong more often than right', { cases: 6_000, right: 0.45, said: 0.55 }],
    ['is surer than it may be', { cases: 6_000, right: 0.55, said: 0.8 }],
    ['is right by a hair', { cases: 1_000, right: 0.51 }],
    ['is too good to be true', { cases: 6_000, right: 0.6 }],
    ['was tried too seldom', { cases: 99, right: 0.56 }],
    ['was scored too seldom', { cases: 6_000, right: 0.55, scoredFrom: 5_901 }],
    ['is scored on too few cases that do not overlap', { cases: 6_000, right: 0.55, horizonBars: 61 }],
    ['is right less often than always-up', { cases: 6_000, right: 0.55, rise: 0.75 }],
  ])('does not prove one that %s', (_what, made) => {
    expect(directionRecord(told(made), 'ridge')!.isProven).toBe(false);
  });

  it('looks at the newest case and every horizon-th before it that is scored', () => {
    expect(
      directionRecord(told({ cases: 100, right: 0.5, horizonBars: 7, scoredFrom: 50 }), 'ridge')!.cases,
    ).toBe(8);
  });

  it('says nothing of a model that says nothing of direction', () => {
    expect(directionRecord(told({ cases: 500, right: 0.5 }), 'har')).toBeUndefined();
  });

  it('has a base rate of what had ended before', () => {
    const test = told({ cases: 400, right: 0.5, rise: 1 });
    const { brierSkill } = directionRecord(test, 'ridge')!;
    // Always up: the base rate errs once, at the first case, where nothing had ended.
    expect(brierSkill!.is).toBeCloseTo(1 - (400 * 0.25) / 0.25, 9);
  });
});
