import { readFileSync } from 'node:fs';
import { csvMarketData } from '../../lib/adapters/csv/csvMarketData';
import { symbolsOf } from '../../lib/adapters/csv/symbolsOf';
import { cleanBars } from '../../lib/market/cleanBars';
import type { Interval } from '../../lib/market/interval';
import { slotsAfter } from '../../lib/market/slots';
import { realData } from '../support/realData';

type Reading = {
  readonly symbol: string;
  readonly rows: number;
  readonly kept: number;
  readonly rejected: readonly string[];
  readonly missing: number;
};

async function read(folder: string, interval: Interval, symbol: string): Promise<Reading> {
  const directory = realData('ohlcv', folder);
  const upTo = Number.POSITIVE_INFINITY;
  const { source, bars } = await csvMarketData(directory).bars({ symbol, interval, upTo });
  const { clean, rejected } = cleanBars({ symbol, interval, source, bars, knownAt: upTo });
  const ends = { after: (clean.bars[0]?.closedAt ?? 0) - 1, upTo: clean.bars.at(-1)?.closedAt ?? 0 };
  const lines = readFileSync(realData('ohlcv', folder, `${symbol}.csv`), 'utf8')
    .trim()
    .split('\n').length;
  return {
    symbol,
    rows: lines - 1,
    kept: clean.bars.length,
    rejected: rejected.map(({ startAt, reason }) => `${new Date(startAt).toISOString()} ${reason}`),
    missing: slotsAfter({ interval, ...ends, bars: clean }).filter(({ bar }) => bar === undefined).length,
  };
}

async function readFolder(folder: string, interval: Interval): Promise<readonly Reading[]> {
  const symbols = await symbolsOf(realData('ohlcv', folder));
  return Promise.all(symbols.map((symbol) => read(folder, interval, symbol)));
}

describe('the real CSV folders', () => {
  it.each<[string, Interval, number]>([
    ['1d', '1d', 6],
    ['1d_2013_2018', '1d', 20],
    ['5min', '5min', 12],
  ])(
    '%s: every row is a bar of a session, and every session in between has all of its bars',
    async (folder, interval, count) => {
      const readings = await readFolder(folder, interval);
      expect(readings).toHaveLength(count);
      expect(readings).toEqual(readings.map((one) => ({ ...one, kept: one.rows, rejected: [], missing: 0 })));
    },
  );

  it('5min_with_gaps: every row is a bar, and the gaps are empty slots', async () => {
    const readings = await readFolder('5min_with_gaps', '5min');
    expect(readings).toEqual([
      { symbol: 'AAPL', rows: 4_521, kept: 4_521, rejected: [], missing: 123 },
      { symbol: 'SPY', rows: 4_520, kept: 4_520, rejected: [], missing: 124 },
    ]);
  });

  it('1h: bars counted from the full hour are refused as a whole, with the reason', async () => {
    await expect(read('1h', '1h', 'SPY')).rejects.toMatchObject({
      code: 'MARKET_MALFORMED',
      message: expect.stringContaining('misaligned'),
    });
  });
});
