import type { KnownSplit } from '../../lib/market/split';
import type { SplitBook } from '../../lib/ports/SplitBook';
import { unique } from '../support/unique';

const splitOf = (date: string, more: Partial<KnownSplit> = {}): KnownSplit => ({
  at: Date.parse(`${date}T00:00:00Z`),
  numerator: 7,
  denominator: 1,
  state: 'suspected',
  ...more,
});

const DATE = '2014-06-09';

export function splitBookLaws(make: () => SplitBook): void {
  describe('the splits of symbols', () => {
    it('are none before any is known', async () => {
      expect(await make().ofSymbol(unique('symbol'))).toEqual([]);
    });

    it('are read as they were written, oldest first, of each symbol for itself', async () => {
      const [book, one, other] = [make(), unique('symbol'), unique('symbol')];
      const splits = [
        splitOf('1987-06-16', { numerator: 2, state: 'confirmed' }),
        splitOf('2014-06-09'),
        splitOf('2020-08-31', { numerator: 1, denominator: 8, state: 'refuted', suspectedUntil: 9 }),
      ];
      for (const place of [2, 0, 1]) await book.put(one, splits[place]!);
      await book.put(other, splitOf(DATE, { numerator: 2 }));
      expect(await book.ofSymbol(one)).toEqual(splits);
      expect(await book.ofSymbol(other)).toEqual([splitOf(DATE, { numerator: 2 })]);
    });

    it('stay confirmed where the same session is refuted later, but not the other way round', async () => {
      const [book, symbol] = [make(), unique('symbol')];
      for (const state of ['refuted', 'confirmed', 'refuted'] as const)
        await book.put(symbol, splitOf(DATE, { state }));
      expect(await book.ofSymbol(symbol)).toEqual([splitOf(DATE, { state: 'confirmed' })]);
    });

    it.each(['confirmed', 'refuted', 'suspected'] as const)(
      'stay %s where the same session is suspected later',
      async (state) => {
        const [book, symbol] = [make(), unique('symbol')];
        await book.put(symbol, splitOf(DATE, { state }));
        await book.put(symbol, splitOf(DATE, { numerator: 2 }));
        expect(await book.ofSymbol(symbol)).toEqual([splitOf(DATE, { state })]);
      },
    );

    it.each(['confirmed', 'refuted'] as const)('become %s, with the ratio it is known by', async (state) => {
      const [book, symbol] = [make(), unique('symbol')];
      await book.put(symbol, splitOf(DATE, { numerator: 6 }));
      await book.put(symbol, splitOf(DATE, { state }));
      await book.put(symbol, splitOf(DATE, { state }));
      expect(await book.ofSymbol(symbol)).toEqual([splitOf(DATE, { state })]);
    });

    it('are confirmed however many suspect them at once', async () => {
      const [book, symbol] = [make(), unique('symbol')];
      const states = Array.from({ length: 10 }, (_, place) => (place === 4 ? 'confirmed' : 'suspected'));
      await Promise.all(states.map((state) => book.put(symbol, splitOf(DATE, { state }))));
      expect(await book.ofSymbol(symbol)).toEqual([splitOf(DATE, { state: 'confirmed' })]);
    });
  });
}
