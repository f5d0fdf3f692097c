import { decimalOf, instantOf } from '../../../lib/market/barText';

const DAY = Date.UTC(2024, 6, 1);

test.each([
  ['a date', '2024-07-01', DAY],
  ['minutes', '2024-07-01T00:00Z', DAY],
  ['seconds', '2024-07-01T00:00:00Z', DAY],
  ['milliseconds', '2024-07-01T00:00:00.250Z', DAY + 250],
  ['microseconds, as other programs write them', '2024-07-01T00:00:00.000000Z', DAY],
  ['the 30th of February', '2024-02-30', NaN],
  ['hour 24', '2024-07-01T24:00:00Z', NaN],
  ['a zone of its own', '2024-07-01T00:00:00+02:00', NaN],
  ['no zone', '2024-07-01T00:00:00', NaN],
  ['words', 'July 1, 2024', NaN],
])('an instant in %s', (_what, text, instant) => {
  expect(instantOf(text)).toBe(instant);
});

test.each([
  ['1', 1],
  ['-1.5', -1.5],
  ['+.5e2', 50],
  ['1.', 1],
  ['', NaN],
  [' 1', NaN],
  ['0x10', NaN],
  ['Infinity', NaN],
  ['1,000', NaN],
])('the number %j', (text, number) => {
  expect(decimalOf(text)).toBe(number);
});
