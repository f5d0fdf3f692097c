import type { LiveQuotes } from '../../lib/ports/LiveQuotes';
import type { RawBar } from '../../lib/market/bar';
import { dailyStart, rawBar } from '../support/rawBars';

/** When the newest bar of `ACME` and `BETA` has closed. */
export const QUOTED_AT = Date.UTC(2024, 6, 2, 20);

const [BEFORE, NEWEST] = ['2024-07-01', '2024-07-02'].map((date) => rawBar(dailyStart(date))) as [
  RawBar,
  RawBar,
];

export const QUOTED = ['ACME', 'BETA'].map((symbol, place) => ({
  symbol,
  interval: '1d' as const,
  bars: [BEFORE, { ...NEWEST, close: NEWEST.close + place / 8, high: NEWEST.high + 1 }],
}));

const quoteOf = (place: number) => ({
  symbol: QUOTED[place]!.symbol,
  price: NEWEST.close + place / 8,
  asOf: QUOTED_AT,
  source: expect.stringMatching(/^[a-z]+/i) as string,
});

/** What every source of quotes promises that has the bars `QUOTED`. */
export function liveQuotesContract(name: string, make: () => Promise<LiveQuotes>): void {
  describe(`LiveQuotes: ${name}`, () => {
    const asked = async (...symbols: readonly string[]) =>
      [...(await (await make()).quotes(symbols))].sort((one, other) => (one.symbol < other.symbol ? -1 : 1));

    it('tells the last price, and when it stood', async () => {
      expect(await asked('ACME')).toEqual([quoteOf(0)]);
    });

    it('tells those of several symbols', async () => {
      expect(await asked('BETA', 'ACME')).toEqual([quoteOf(0), quoteOf(1)]);
    });

    it('leaves out symbols that are not known', async () => {
      expect(await asked('NOPE', 'BETA', 'NONE')).toEqual([quoteOf(1)]);
    });

    it('tells nothing where nothing is asked', async () => {
      expect(await asked()).toEqual([]);
    });

    it.each([[['NOPE']], [['NOPE', 'NONE']]])('does not know %j', async (symbols) => {
      await expect(asked(...symbols)).rejects.toMatchObject({
        code: 'SYMBOL_UNKNOWN',
        message: expect.stringContaining(symbols.join(', ')),
      });
    });
  });
}
