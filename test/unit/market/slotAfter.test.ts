import fc from 'fast-check';
import { INTERVALS } from '../../../lib/market/interval';
import { slotAfter } from '../../../lib/market/slotAfter';
import { slotBefore } from '../../../lib/market/slotBefore';

describe('slotAfter', () => {
  it.each([
    ['the Monday follows the Friday', '1d', Date.UTC(2008, 7, 1, 20), Date.UTC(2008, 7, 4, 20)],
    ['a session that is open closes', '1d', Date.UTC(2008, 7, 1, 14), Date.UTC(2008, 7, 1, 20)],
    ['five minutes follow each other', '5min', Date.UTC(2008, 7, 1, 14), Date.UTC(2008, 7, 1, 14, 5)],
    [
      'nothing closed between 10 and 17 September 2001',
      '1d',
      Date.UTC(2001, 8, 10, 20),
      Date.UTC(2001, 8, 17, 20),
    ],
  ] as const)('%s', (_name, interval, after, expected) => {
    expect(slotAfter(interval, after)).toBe(expected);
  });

  it('has no slot between itself and the instant', () => {
    const instants = fc.integer({ min: Date.UTC(2000, 0, 10), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...INTERVALS), instants, (interval, instant) => {
        const close = slotAfter(interval, instant);
        expect(close).toBeGreaterThan(instant);
        expect(slotBefore(interval, close)).toBeLessThanOrEqual(instant);
      }),
    );
  });
});
