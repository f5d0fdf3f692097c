import { percent } from '../../../../lib/alerts/texts/figures';

test.each([
  [1.25, '+1.25 %'],
  [-1.25, '-1.25 %'],
  [0, '+0.00 %'],
  [-0.001, '+0.00 %'],
  [-0.005, '-0.01 %'],
  [12_345.678, '+12,345.68 %'],
])('%d is %s', (pct, text) => {
  expect(percent(pct)).toBe(text);
});
