import { indicatorCases, readingsOf } from '../support/indicatorCases';
import golden from './indicators.json';

/** Of the largest number in sight: a z-score of 1e-3 comes from prices of a hundred. */
const TOLERANCE = 1e-11;

const bars = Object.fromEntries(
  Object.entries(golden.bars).map(([name, column]) => [name, Float64Array.from(column)]),
);

/** `null` stands for a warm-up place; a reading that is not there, or there elsewhere, is a difference. */
function differences(ours: Float64Array, theirs: readonly (number | null)[]): string[] {
  if (ours.length !== theirs.length) return [`${ours.length} readings for ${theirs.length}`];
  return theirs.flatMap((each, t) => {
    const [reading, wanted] = [ours[t]!, each ?? NaN];
    if (Number.isNaN(reading) || Number.isNaN(wanted))
      return Object.is(reading, wanted) ? [] : [`${t}: ${reading}`];
    return Math.abs(reading - wanted) <= TOLERANCE * Math.max(1, Math.abs(wanted))
      ? []
      : [`${t}: ${reading} for ${wanted}`];
  });
}

describe(`indicators equal ${golden.origin}`, () => {
  test.each(golden.cases)('$name $parameters, first valid bar included', ({ name, parameters, readings }) => {
    const ours = readingsOf(name, bars, parameters);
    for (const [output, column] of Object.entries(readings)) {
      expect(differences(ours[output]!, column)).toEqual([]);
    }
  });

  test('every indicator has its values', () => {
    expect(new Set(golden.cases.map(({ name }) => name))).toEqual(new Set(Object.keys(indicatorCases)));
  });
});

describe('where we differ from TA-Lib on purpose', () => {
  const count = golden.bars.close.length;
  const constant = (price: number) => new Float64Array(count).fill(price);
  const flat = { ...bars, high: constant(50), low: constant(50), close: constant(50) };
  const last = (name: string, from: Record<string, Float64Array>, parameters: object) =>
    Object.values(readingsOf(name, from, parameters))[0]!.at(-1);

  test('a flat market is neither strong nor weak', () => {
    expect(golden.edges.rsi).toBe(0);
    expect(last('rsi', flat, { n: 14 })).toBe(50);
  });

  test.each([
    ['stoch', { fastK: 5, slowK: 3, slowD: 3 }],
    ['mfi', { n: 14 }],
    ['cci', { n: 14 }],
    ['adx', { n: 14 }],
    ['atr', { n: 14 }],
    ['roc', { n: 10 }],
  ] as const)('but %s of a flat market is theirs', (name, parameters) => {
    expect(last(name, flat, parameters)).toBe(golden.edges[name]);
  });

  test('a change from 0 has no percentage', () => {
    expect(golden.edges.rocFromZero).toBe(0);
    expect(last('roc', { close: Float64Array.from({ length: 11 }, (_, t) => t) }, { n: 10 })).toBeNaN();
  });
});
