import type { RawBar } from '../../lib/market/bar';
import type { Interval } from '../../lib/market/interval';
import type { BarQuery, MarketData } from '../../lib/ports/MarketData';
import { isProblem } from '../../lib/problems';
import { dailyStart, rawBar } from '../support/rawBars';

/** What an adapter under test has to serve. */
export type ServedSeries = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly bars: readonly RawBar[];
};

/** Makes an adapter that serves these series and nothing else. */
export type MakeMarketData = (served: readonly ServedSeries[]) => Promise<MarketData>;

const DAYS = ['2024-07-01', '2024-07-02', '2024-07-03', '2024-07-05'].map(dailyStart);
const MINUTES = [30, 35, 40, 50].map((minute) => Date.UTC(2024, 6, 2, 13, minute));
const FIRST_READING = rawBar(DAYS[0] ?? 0, 11);
const SECOND_READING = rawBar(DAYS[0] ?? 0, 22);

const SERVED: readonly ServedSeries[] = [
  { symbol: 'SPY', interval: '1d', bars: DAYS.map((startAt) => rawBar(startAt)).reverse() },
  { symbol: '^GSPC', interval: '5min', bars: MINUTES.map((startAt) => rawBar(startAt)) },
  { symbol: 'TWICE', interval: '1d', bars: [FIRST_READING, rawBar(DAYS[1] ?? 0), SECOND_READING] },
  { symbol: 'NONE', interval: '1d', bars: [] },
];

const EMPTY: [string, Partial<BarQuery>, readonly number[]] = [
  'is empty for a known symbol without bars',
  { symbol: 'NONE' },
  [],
];

const SPY = { symbol: 'SPY', interval: '1d', upTo: Date.UTC(2030, 0, 1) } as const;

/** What the bodies of a source cannot say. */
export type Silences = {
  /** Two readings of one bar. */
  readonly readings?: true;
  /** A symbol without bars, apart from one that is not known. */
  readonly emptySymbols?: true;
};

/** The laws of the port MarketData, for every adapter. */
export function marketDataContract(name: string, make: MakeMarketData, cannotSay: Silences = {}): void {
  describe(`${name} as MarketData`, () => {
    const starts = async (query: BarQuery): Promise<number[]> => {
      const { bars } = await (await make(SERVED)).bars(query);
      return bars.map(({ startAt }) => startAt);
    };

    it.each<[string, Partial<BarQuery>, readonly number[]]>([
      ['serves every bar oldest first, however the source has them', {}, DAYS],
      ['serves a bar at the instant it closes', { upTo: Date.UTC(2024, 6, 2, 20) }, DAYS.slice(0, 2)],
      ['serves none before it', { upTo: Date.UTC(2024, 6, 2, 20) - 1 }, DAYS.slice(0, 1)],
      ['knows that an early close is known early', { upTo: Date.UTC(2024, 6, 3, 17) }, DAYS.slice(0, 3)],
      ['leaves out a bar that closed at `after`', { after: Date.UTC(2024, 6, 2, 20) }, DAYS.slice(2)],
      ['serves one that closed a moment later', { after: Date.UTC(2024, 6, 2, 20) - 1 }, DAYS.slice(1)],
      ['keeps the newest of a limited window', { limit: 2 }, DAYS.slice(2)],
      ['limits after the window is cut', { upTo: Date.UTC(2024, 6, 4), limit: 2 }, DAYS.slice(1, 3)],
      ['serves nothing for a limit of none', { limit: 0 }, []],
      ['serves all of it for a limit beyond', { limit: 1_000 }, DAYS],
      ['is empty before the first bar', { upTo: Date.UTC(2000, 0, 1) }, []],
      ['is empty after the last bar', { after: Date.UTC(2029, 0, 1) }, []],
      ['is empty where `after` lies beyond `upTo`', { after: DAYS[3] ?? 0, upTo: DAYS[1] ?? 0 }, []],
      ['leaves a gap a gap', { symbol: '^GSPC', interval: '5min' }, MINUTES],
      ...(cannotSay.emptySymbols ? [] : [EMPTY]),
    ])('%s', async (_law, part, expected) => {
      expect(await starts({ ...SPY, ...part })).toEqual(expected);
    });

    it('serves the numbers as they are, and says where they come from', async () => {
      const batch = await (await make(SERVED)).bars({ ...SPY, limit: 1 });
      expect(batch).toEqual({ source: expect.stringMatching(/./), bars: [rawBar(DAYS[3] ?? 0)] });
    });

    const itIfSaid = cannotSay.readings ? () => undefined : it;
    itIfSaid('serves two readings of one bar in the order they came', async () => {
      const { bars } = await (
        await make(SERVED)
      ).bars({ ...SPY, symbol: 'TWICE', upTo: Date.UTC(2024, 6, 1, 20) });
      expect(bars).toEqual([FIRST_READING, SECOND_READING]);
    });

    it('answers the same when asked again', async () => {
      const data = await make(SERVED);
      expect(await data.bars(SPY)).toEqual(await data.bars(SPY));
    });

    it.each([
      ['a symbol it does not have', { symbol: 'NOPE' }, '"NOPE"'],
      ['an interval it does not have', { interval: '1h' }, '1h'],
      ['a path', { symbol: '../SPY' }, '"../SPY"'],
    ] as const)('refuses %s as SYMBOL_UNKNOWN and names it', async (_law, part, named) => {
      const data = await make(SERVED);
      const refused: unknown = await data.bars({ ...SPY, ...part }).catch((error: unknown) => error);
      expect(isProblem(refused, 'SYMBOL_UNKNOWN') && refused.message).toContain(named);
    });
  });
}
