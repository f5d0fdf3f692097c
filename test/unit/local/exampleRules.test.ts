import { exampleRules, levelAbove } from '../../../lib/local/exampleRules';
import { parseRule } from '../../../lib/rules/parseRule';

describe('levelAbove', () => {
  it.each([
    [1267.38, 1300],
    [1300, 1350],
    [99.99, 100],
    [100, 105],
    [6.61, 6.65],
    [0.0712, 0.0715],
  ])('of %d is %d', (price, level) => {
    expect(levelAbove(price)).toBeCloseTo(level, 10);
  });
});

describe('exampleRules', () => {
  it.each(['1d', '5min'] as const)('are three rules that the language accepts on %s bars', (interval) => {
    const parsed = exampleRules('^GSPC', interval, 1267.38).map((rule) => parseRule(rule));
    expect(parsed.map(({ ok }) => ok)).toEqual([true, true, true]);
  });
});
