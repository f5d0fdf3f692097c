import type { Truth } from '../../../lib/rules/kleene';
import { allOf, anyOf, negated, tested } from '../../../lib/rules/kleene';

const TABLE: readonly (readonly [Truth, Truth, Truth, Truth])[] = [
  [true, true, true, true],
  [true, false, false, true],
  [false, true, false, true],
  [false, false, false, false],
  [true, 'stale', 'stale', true],
  ['stale', true, 'stale', true],
  [false, 'stale', false, 'stale'],
  ['stale', false, false, 'stale'],
  ['stale', 'warmUp', 'stale', 'stale'],
  ['warmUp', 'stale', 'warmUp', 'warmUp'],
];

test.each(TABLE)('of %j and %j, all is %j and any is %j', (one, other, both, either) => {
  expect(allOf([one, other])).toBe(both);
  expect(anyOf([one, other])).toBe(either);
});

test.each(TABLE)('not any of (%j, %j) is all of their negations', (one, other) => {
  expect(negated(anyOf([one, other]))).toBe(allOf([negated(one), negated(other)]));
});

test('a test of readings is unknown with the reason of the first unknown one', () => {
  const isRising = (left: number, right: number): boolean => left < right;
  expect(tested([1, 2], isRising)).toBe(true);
  expect(tested([2, 1], isRising)).toBe(false);
  expect(tested([1, 'undefined'], isRising)).toBe('undefined');
  expect(tested(['warmUp', 'undefined'], isRising)).toBe('warmUp');
});
