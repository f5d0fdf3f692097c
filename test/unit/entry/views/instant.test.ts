import fc from 'fast-check';
import { instant } from '../../../../lib/entry/views/instant';

describe('an instant', () => {
  test.each([
    ['the first of all', 0, '1970-01-01T00:00:00.000Z'],
    ['the last millisecond of a day', 86_399_999, '1970-01-01T23:59:59.999Z'],
    ['one before 1970', -1, '1969-12-31T23:59:59.999Z'],
    ['one beyond four digits of a year', Date.UTC(12_345, 0, 2, 3, 4, 5, 6), '+012345-01-02T03:04:05.006Z'],
    ['a fraction of a millisecond', 1.9, '1970-01-01T00:00:00.001Z'],
  ])('%s is written', (_, at, text) => {
    expect(instant(at)).toBe(text);
  });

  test('is written as the language writes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), (at) => {
        expect(instant(at)).toBe(new Date(at).toISOString());
      }),
    );
  });

  test('that is none is refused, as the language refuses it', () => {
    expect(() => instant(Number.NaN)).toThrow(RangeError);
  });
});
