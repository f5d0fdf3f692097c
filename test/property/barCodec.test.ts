import * as fc from 'fast-check';
import { decodeBars } from '../../lib/market/barCodec';
import { barsOf } from '../../lib/market/barColumns';
import { encodeBars } from '../../lib/market/encodeBars';
import { isProblem } from '../../lib/problems';
import { arbitraryYear } from '../support/arbitraryBars';

/** Two zeros are told apart, which `toEqual` does too. */
test('1,000 years of bars come back as they were, wherever their bytes lie', () => {
  fc.assert(
    fc.property(arbitraryYear, fc.integer({ min: 0, max: 7 }), (year, shift) => {
      const encoded = encodeBars(year);
      const shifted = new Uint8Array(encoded.length + shift).subarray(shift);
      shifted.set(encoded);
      const columns = decodeBars(shifted);
      const { series, interval, whole } = columns;
      expect({ series, interval, year: columns.year, whole, bars: [...barsOf(columns)] }).toEqual(year);
    }),
    { numRuns: 1_000 },
  );
});

test('whatever is cut off, added or changed is told or harmless, and never another failure', () => {
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.nat(), added: fc.boolean() });
  fc.assert(
    fc.property(arbitraryYear, change, (year, { at, byte, cut, added }) => {
      const encoded = encodeBars(year);
      const cutShort = encoded.slice(0, cut % encoded.length);
      const lengthened = new Uint8Array(encoded.length + 1);
      lengthened.set(encoded);
      expect(() => decodeBars(added ? lengthened : cutShort)).toThrow(
        expect.objectContaining({ code: 'BARS_INVALID' }),
      );
      const changed = encoded.slice();
      changed[at % changed.length] = byte;
      let failure: unknown;
      try {
        decodeBars(changed);
      } catch (error) {
        failure = error;
      }
      expect(failure === undefined || isProblem(failure, 'BARS_INVALID')).toBe(true);
    }),
    { numRuns: 500 },
  );
});
