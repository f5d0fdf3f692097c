import { brierLosses, brierScore, brierSkill } from '../../../../lib/forecast/scores/brierScore';
import { calibrationError, reliabilityTable } from '../../../../lib/forecast/scores/reliabilityTable';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

const NONE = of();

describe('Brier score', () => {
  test.each([
    ['certainty that comes true costs nothing', brierScore(of(1, 0), [1, 0]), 0],
    ['certainty that does not costs everything', brierScore(of(1, 0), [0, 1]), 1],
    ['one half costs a quarter whatever happens', brierScore(of(0.5, 0.5), [0, 1]), 0.25],
    ['no cases have no score', brierScore(NONE, []), undefined],
  ])('%s', (_name, score, wanted) => {
    expect(score).toBe(wanted);
  });

  test('each case has its own loss', () => {
    expect(brierLosses(of(0.5, 1), Uint8Array.of(0, 0))).toEqual(of(0.25, 1));
  });

  test.each([
    ['perfect is 1', brierSkill(of(1, 0), of(0.5, 0.5), [1, 0]), 1],
    ['the baseline itself is 0', brierSkill(of(0.5, 0.5), of(0.5, 0.5), [1, 0]), 0],
    ['worse is below 0', brierSkill(of(0, 1), of(0.5, 0.5), [1, 0]), -3],
    ['nothing is better than a baseline that is never wrong', brierSkill(of(1), of(1), [1]), undefined],
    ['no cases have no skill', brierSkill(NONE, NONE, []), undefined],
  ])('skill: %s', (_name, skill, wanted) => {
    expect(skill).toBe(wanted);
  });
});

describe('reliabilityTable', () => {
  const table = reliabilityTable(of(0, 0.05, 0.3, 0.95, 1), [0, 1, 1, 1, 0]);

  test('tells forecast and frequency of each bin', () => {
    expect(table[0]).toEqual({ from: 0, to: 0.1, cases: 2, meanForecast: 0.025, observedFrequency: 0.5 });
    expect(table[9]).toEqual({ from: 0.9, to: 1, cases: 2, meanForecast: 0.975, observedFrequency: 0.5 });
  });

  test('says nothing of a bin without cases', () => {
    expect(table[5]).toStrictEqual({ from: 0.5, to: 0.6, cases: 0 });
  });

  test.each([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])(
    'puts %d into the bin that ends there',
    (border) => {
      const [bin] = reliabilityTable(of(border), [1]).filter(({ cases }) => cases > 0);
      expect(bin?.to).toBe(border);
    },
  );

  test('puts what is just above a border into the bin that begins there', () => {
    expect(reliabilityTable(of(0.300_001), [1])[3]?.cases).toBe(1);
  });
});

describe('calibrationError', () => {
  test('counts a bin by its cases', () => {
    const table = reliabilityTable(of(0.25, 0.25, 0.25, 0.75), [0, 0, 0, 1]);
    expect(calibrationError(table)).toBeCloseTo((3 * 0.25 + 0.25) / 4, 14);
  });

  test('is 0 where frequencies are as forecast', () => {
    expect(calibrationError(reliabilityTable(of(0.5, 0.5), [0, 1]))).toBe(0);
  });

  test('is unknown without cases', () => {
    expect(calibrationError(reliabilityTable(NONE, []))).toBeUndefined();
  });
});
