import { CONFIDENCE_RULE, confidenceOf } from '../../../lib/forecast/confidence';

const measured = (cases: number, low90: number | undefined, coverage90: number) => ({
  cases,
  coverage90,
  touch: {
    cases: 8 * cases,
    reliability: [],
    skill: { is: 0.1, ...(low90 !== undefined && { low90, high90: 0.2 }) },
  },
});

test.each([
  ['too few cases', measured(99, 0.1, 0.9), 'none'],
  ['as many as are needed', measured(100, 0.1, 0.9), 'high'],
  ['a skill that may be none', measured(500, 0, 0.9), 'none'],
  ['a skill below 0', measured(500, -0.01, 0.9), 'none'],
  ['a skill without an interval', measured(500, undefined, 0.9), 'none'],
  ['a little that is sure', measured(500, 0.001, 0.9), 'low'],
  ['enough for medium', measured(500, 0.02, 0.93), 'medium'],
  ['not quite enough', measured(500, 0.0199, 0.9), 'low'],
  ['enough for high', measured(500, 0.05, 0.92), 'high'],
  ['intervals that miss a little', measured(500, 0.3, 0.8799), 'medium'],
  ['intervals that miss more', measured(500, 0.3, 0.8699), 'low'],
  ['intervals that hold too much', measured(500, 0.3, 0.96), 'low'],
])('%s', (_name, given, wanted) => {
  expect(confidenceOf(given)).toBe(wanted);
});

test('no touch was told of: no confidence', () => {
  expect(confidenceOf({ cases: 500, coverage90: 0.9, touch: { cases: 0, reliability: [] } })).toBe('none');
});

test('the rule names every limit', () => {
  for (const limit of ['100 cases', '0.02', '0.05', '88 to 92 %', '87 to 93 %'])
    expect(CONFIDENCE_RULE).toContain(limit);
});
