import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import type { SplitFeed, SplitQuery } from '../../lib/ports/SplitFeed';
import { dailyStart, rawBar } from '../support/rawBars';

/** Oldest first: seven for one, three for two, and one for six, which is no decimal. */
export const SPLITS = [
  { sessionDate: '2014-06-09', numerator: 7, denominator: 1 },
  { sessionDate: '2020-08-31', numerator: 3, denominator: 2 },
  { sessionDate: '2022-04-13', numerator: 1, denominator: 6 },
] as const;

/** What is traded: `ACME` was split, `PLAIN` never was. */
export const TRADED = ['ACME', 'PLAIN'].map((symbol) => ({
  symbol,
  interval: '1d' as const,
  bars: sessionsBetween('2024-07-01', '2024-07-05').map(({ date }) => rawBar(dailyStart(date))),
}));

export const ANNOUNCED = { ACME: SPLITS };

/** What every feed of splits promises that has `ANNOUNCED`; where it cannot tell who is traded, all are. */
export function splitFeedContract(
  name: string,
  make: () => Promise<SplitFeed>,
  cannotSay: { readonly isTraded?: true } = {},
): void {
  describe(`SplitFeed: ${name}`, () => {
    const asked = async (part: Partial<SplitQuery> = {}) =>
      (await make()).splits({ symbol: 'ACME', fromDate: '2010-01-04', toDate: '2024-07-02', ...part });

    it.each<[string, Partial<SplitQuery>, readonly unknown[]]>([
      ['tells all of a stretch of days, oldest first', {}, SPLITS],
      ['tells that of a day', { fromDate: '2020-08-31', toDate: '2020-08-31' }, [SPLITS[1]]],
      ['counts the first day in', { fromDate: '2020-08-31' }, SPLITS.slice(1)],
      ['counts the last day in', { toDate: '2020-08-31' }, SPLITS.slice(0, 2)],
      ['tells none before the first day', { fromDate: '2022-04-14' }, []],
      ['tells none after the last day', { toDate: '2014-06-06' }, []],
      ['tells none of a symbol that never was split', { symbol: 'PLAIN' }, []],
    ])('%s', async (_law, part, expected) => {
      expect(await asked(part)).toEqual(expected);
    });

    it('answers the same when asked again', async () => {
      const feed = await make();
      const query = { symbol: 'ACME', fromDate: '2014-01-02', toDate: '2021-01-04' };
      expect(await feed.splits(query)).toEqual(await feed.splits(query));
    });

    it(
      cannotSay.isTraded
        ? 'tells none of a symbol that it may not know'
        : 'refuses a symbol that it does not know',
      async () => {
        const answer = asked({ symbol: 'NOPE' });
        if (cannotSay.isTraded) return expect(answer).resolves.toEqual([]);
        return expect(answer).rejects.toMatchObject({
          code: 'SYMBOL_UNKNOWN',
          message: expect.stringContaining('"NOPE"'),
        });
      },
    );
  });
}
