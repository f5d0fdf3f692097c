import { adjustedGains, clarkWest, clarkWestByDate } from '../../../../lib/forecast/scores/clarkWest';
import {
  dieboldMariano,
  dieboldMarianoByDate,
  smallSampleFactor,
} from '../../../../lib/forecast/scores/dieboldMariano';
import { holmCorrected } from '../../../../lib/forecast/scores/holmCorrected';
import { meansByDate, sumsByDate } from '../../../../lib/forecast/scores/meansByDate';
import { pesaranTimmermann } from '../../../../lib/forecast/scores/pesaranTimmermann';
import { studentTail } from '../../../../lib/forecast/scores/studentTail';
import { tOfMean } from '../../../../lib/forecast/scores/tOfMean';
import { clarkWestP, dieboldMarianoP } from '../../../../lib/forecast/pairedTests';
import { normalCdf } from '../../../../lib/models/normalCdf';
import { scoreColumns } from '../../../support/scoreColumns';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

const { ours, theirs, drift, move, date } = scoreColumns(5, 480);

describe('Student’s t', () => {
  test.each([
    ['is even around 0', studentTail(0, 7), 0.5],
    ['is nothing beyond all values', studentTail(Infinity, 3), 0],
    ['is all above none', studentTail(-Infinity, 3), 1],
    ['of one degree is Cauchy’s: a quarter is above 1', studentTail(1, 1), 0.25],
    ['of two degrees is known', studentTail(Math.SQRT2, 2), 0.5 - Math.SQRT2 / 4],
    ['of many degrees is normal', studentTail(1.96, 1e12), normalCdf(-1.96)],
  ])('%s', (_name, found, wanted) => {
    expect(Math.abs(found - wanted)).toBeLessThan(1e-12);
  });

  test('never falls, on both sides of where the fractions meet', () => {
    const readings = Array.from({ length: 2_001 }, (_, i) => studentTail(i / 500 - 2, 12));
    expect(readings.every((tail, i) => i === 0 || tail < readings[i - 1]!)).toBe(true);
  });
});

describe('tOfMean', () => {
  test.each([
    ['one value', of(1)],
    ['equal values', of(0.1, 0.1, 0.1)],
    ['values that differ by rounding alone', of(0.3, 0.1 + 0.2, 0.3)],
    ['zeros', of(0, 0, 0)],
    ['a value that is no number', of(1, NaN, 2)],
  ])('%s has none', (_name, values) => {
    expect(tOfMean(values, 1)).toBeUndefined();
  });

  test('of independent values is mean over standard error', () => {
    const t = tOfMean(of(1, 2, 2, 1, 1, 2), 1)!;
    expect(t).toBeGreaterThan(0);
    expect(tOfMean(of(10, 20, 20, 10, 10, 20), 1)).toBeCloseTo(t, 12);
    expect(tOfMean(of(-1, -2, -2, -1, -1, -2), 1)).toBeCloseTo(-t, 12);
  });
});

describe('Diebold–Mariano', () => {
  test('is the same from the other side, with the sign turned', () => {
    const [one, other] = [dieboldMariano(ours, theirs, 5)!, dieboldMariano(theirs, ours, 5)!];
    expect(one.t).toBeCloseTo(-other.t, 12);
    expect(one.p + other.p).toBeCloseTo(1, 12);
    expect(one.cases).toBe(480);
  });

  test('differs from the p that training takes only by the distribution', () => {
    const { t, p } = dieboldMariano(ours, theirs, 5)!;
    expect(normalCdf(-t)).toBeCloseTo(dieboldMarianoP(ours, theirs, 5), 14);
    expect(p).toBeGreaterThan(normalCdf(-t));
  });

  test('of equal losses is undefined', () => {
    expect(dieboldMariano(ours, ours, 1)).toBeUndefined();
  });

  test.each([
    ['1 bar', 100, 1, Math.sqrt(0.99)],
    ['5 bars', 100, 5, Math.sqrt(0.912)],
    ['more bars than half of the cases', 10, 50, smallSampleFactor(10, 5)],
  ])('is shrunk over %s', (_name, cases, horizonBars, wanted) => {
    expect(smallSampleFactor(cases, horizonBars)).toBeCloseTo(wanted, 14);
  });

  test('symbols that move as one count as one', () => {
    const [few, fewOther] = [ours.slice(0, 160), theirs.slice(0, 160)];
    const dates = date.slice(0, 160);
    const threeTimes = (column: Float64Array) => of(...column, ...column, ...column);
    const panel = { ours: threeTimes(few), theirs: threeTimes(fewOther), dates: threeTimes(dates) };
    const [once, thrice] = [dieboldMariano(few, fewOther, 1)!, dieboldMarianoByDate(panel, 1)!];
    expect(thrice.cases).toBe(160);
    expect(thrice.t).toBeCloseTo(once.t, 10);
  });

  test('by date does not ask for an order', () => {
    const turned = (column: Float64Array) => column.slice().reverse();
    const forward = dieboldMarianoByDate({ ours, theirs, dates: date }, 5)!;
    const backward = dieboldMarianoByDate(
      { ours: turned(ours), theirs: turned(theirs), dates: turned(date) },
      5,
    )!;
    expect(backward.t).toBeCloseTo(forward.t, 10);
  });
});

describe('Clark–West', () => {
  test('has the p that training takes', () => {
    const { t, p } = clarkWest({ outcome: move, forecast: drift }, 5)!;
    expect(p).toBeCloseTo(clarkWestP(move, drift, 5), 14);
    expect(t).toBeGreaterThan(0);
  });

  test('gives back what the estimation of the larger model adds', () => {
    expect(adjustedGains({ outcome: of(1), forecast: of(2) })).toEqual(of(4));
    expect(adjustedGains({ outcome: of(1), forecast: of(2), baseline: of(1) })).toEqual(of(0));
  });

  test('of a forecast equal to its baseline is undefined', () => {
    expect(clarkWest({ outcome: move, forecast: drift, baseline: drift }, 1)).toBeUndefined();
  });

  test('by date of one symbol is the test itself', () => {
    const forecasts = { outcome: move.slice(0, 160), forecast: drift.slice(0, 160) };
    expect(clarkWestByDate(forecasts, date.slice(0, 160), 5)).toEqual(clarkWest(forecasts, 5));
  });
});

describe('by date', () => {
  test('sums and means are told oldest first, however the cases lie', () => {
    expect(sumsByDate(of(1, 5, 3), [20, 10, 20])).toEqual(of(5, 4));
    expect(meansByDate(of(1, 5, 3), [20, 10, 20])).toEqual(of(5, 2));
    expect(meansByDate(of(), [])).toEqual(of());
  });
});

describe('Pesaran–Timmermann', () => {
  const outcome = of(1, -1, 1, -1, 1, -1, 1, 1);
  const turned = outcome.map((each) => -each);

  test.each([
    ['forecasts that are all up', outcome.map(() => 1), outcome],
    ['forecasts that are all down', outcome.map(() => -1), outcome],
    ['forecasts that are all 0', outcome.map(() => 0), outcome],
    ['outcomes that are all up', outcome, outcome.map(() => 1)],
    ['no cases', of(), of()],
  ])('of %s is undefined', (_name, forecast, outcomes) => {
    expect(pesaranTimmermann(forecast, outcomes)).toBeUndefined();
  });

  test('is large where each direction is right, and below 0 where none is', () => {
    expect(pesaranTimmermann(outcome, outcome)!.p).toBeLessThan(0.01);
    expect(pesaranTimmermann(turned, outcome)!.p).toBeGreaterThan(0.99);
  });

  test('takes 0 for not up', () => {
    const zeros = outcome.map((each) => Math.max(each, 0));
    expect(pesaranTimmermann(outcome, zeros)).toEqual(pesaranTimmermann(outcome, outcome));
  });

  test('asks for directions alone, not for sizes', () => {
    const sized = move.map((each, i) => each * (1 + (i % 7)));
    expect(pesaranTimmermann(drift, sized)).toEqual(pesaranTimmermann(drift, move));
  });
});

describe('holmCorrected', () => {
  test.each([
    ['nothing stays nothing', [], []],
    ['a single test is not corrected', [0.03], [0.03]],
    ['the smallest is held against all, the largest against itself', [0.5, 0.01], [0.5, 0.02]],
    ['a later one is never smaller than an earlier one', [0.02, 0.021, 0.9], [0.06, 0.06, 0.9]],
    ['none is above 1', [0.6, 0.7], [1, 1]],
  ])('%s', (_name, chances, wanted) => {
    expect(holmCorrected(chances)).toEqual(wanted);
  });
});
