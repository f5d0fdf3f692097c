import fc from 'fast-check';
import { risingNumbers } from '../../../lib/forecast/risingNumbers';

const numbers = fc.array(fc.double({ noNaN: true, min: -9, max: 9 }), { maxLength: 30 });

test('what was added bit by bit is what sorting all at once gives', () => {
  fc.assert(
    fc.property(fc.array(numbers, { maxLength: 8 }), (parts) => {
      const list = risingNumbers(parts.flat().length);
      parts.forEach((part) => list.add(Float64Array.from(part)));
      expect([...list.all()]).toEqual([...Float64Array.from(parts.flat()).sort()]);
    }),
  );
});

test('what is given stays in its order', () => {
  const given = Float64Array.of(3, 1, 2);
  risingNumbers(3).add(given);
  expect([...given]).toEqual([3, 1, 2]);
});
