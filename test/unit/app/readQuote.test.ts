import { importedMarketData } from '../../../lib/adapters/imported/importedMarketData';
import type { Deps } from '../../../lib/app/deps';
import { readQuote } from '../../../lib/app/readQuote';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import type { Interval } from '../../../lib/market/interval';
import { Problem } from '../../../lib/problems';
import { bring, flatBar, SESSIONS } from '../../support/ownBars';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
/** From a Tuesday to Friday, 2024-01-12; the Monday after is a holiday. */
const BARS = walkBars('2024-01-02', '2024-01-12', 5);
const LAST = BARS.at(-1)!;
const QUERY = { tenant: 'local', symbol: SYMBOL, interval: '1d' } as const;

const closeOf = (date: string) => sessionOn(date)!.closeAt;
const FRIDAY = closeOf('2024-01-12');

const installed = (marketNow: number) => world({ bars: { [SYMBOL]: BARS }, marketNow });

const stored = (index: number, change: object = {}) => {
  const bar = BARS[index]!;
  const closedAt = closeOf(new Date(bar.startAt).toISOString().slice(0, 10));
  return { ...bar, closedAt, source: 'stored', quality: [], ...change };
};

describe('a quote', () => {
  it('is the close of the newest closed bar, as of that close', async () => {
    expect(await readQuote(installed(FRIDAY).deps, QUERY)).toEqual({
      symbol: SYMBOL,
      price: LAST.close,
      asOf: FRIDAY,
      source: 'memory',
    });
  });

  it('without an interval is that of the bars there are', async () => {
    const { deps } = installed(FRIDAY);
    const query = { tenant: 'local', symbol: SYMBOL };
    expect(await readQuote(deps, query)).toMatchObject({ price: LAST.close, asOf: FRIDAY });
    await expect(readQuote(deps, { ...query, symbol: 'NOBODY' })).rejects.toMatchObject({
      code: 'SYMBOL_UNKNOWN',
    });
  });

  it('does not know a bar before it has closed', async () => {
    const { deps } = installed(FRIDAY - 1);
    expect(await readQuote(deps, QUERY)).toMatchObject({
      price: BARS.at(-2)!.close,
      asOf: closeOf('2024-01-11'),
    });
  });

  it.each([
    ['fresh over the weekend and the holiday behind it', closeOf('2024-01-16') - 1, undefined],
    ['stale once the next session has closed', closeOf('2024-01-16'), 'newerBarMissing'],
    ['stale a year later', FRIDAY + 365 * 86_400_000, 'newerBarMissing'],
  ])('is %s', async (_what, marketNow, stale) => {
    const quote = await readQuote(installed(marketNow).deps, QUERY);
    expect([quote.price, quote.asOf, quote.stale]).toEqual([LAST.close, FRIDAY, stale]);
  });

  it('is that of the bar before when the newest fails the checks, and says so', async () => {
    const broken = [...BARS.slice(0, -1), { ...LAST, close: Number.NaN }];
    const { deps } = world({ bars: { [SYMBOL]: broken }, marketNow: FRIDAY });
    expect(await readQuote(deps, QUERY)).toMatchObject({
      price: BARS.at(-2)!.close,
      stale: 'newerBarMissing',
    });
  });

  it('is the stored reading of its bar', async () => {
    const { deps } = installed(FRIDAY);
    await deps.bars.putFirst(SYMBOL, '1d', [stored(BARS.length - 1, { close: LAST.low })]);
    expect(await readQuote(deps, QUERY)).toEqual({
      symbol: SYMBOL,
      price: LAST.low,
      asOf: FRIDAY,
      source: 'stored',
    });
  });

  it.each(['MARKET_UNAVAILABLE', 'MARKET_MALFORMED', 'SYMBOL_UNKNOWN'] as const)(
    'is the last good one while the source says %s, and stale even where nothing has closed since',
    async (code) => {
      const { deps } = installed(FRIDAY);
      const marketData = { bars: () => Promise.reject(new Problem(code, 'Not now.')) };
      await expect(readQuote({ ...deps, marketData }, QUERY)).rejects.toMatchObject({ code });
      const last = stored(BARS.length - 1);
      await deps.bars.putFirst(SYMBOL, '1d', [last]);
      await deps.bars.markWhole(SYMBOL, '1d', { from: last.startAt, through: last.closedAt });
      expect(await readQuote({ ...deps, marketData }, QUERY)).toEqual({
        symbol: SYMBOL,
        price: LAST.close,
        asOf: FRIDAY,
        source: 'stored',
        stale: 'sourceFailed',
      });
    },
  );

  it('without an interval is that of the bars the store holds, and nobody is asked for others', async () => {
    const { deps } = installed(FRIDAY);
    const asked: string[] = [];
    const marketData: Deps['marketData'] = {
      bars: ({ interval }) => {
        asked.push(interval);
        return Promise.reject(new Problem('MARKET_UNAVAILABLE', 'Not now.'));
      },
    };
    const hold = async (interval: Interval, closedAt: number, close: number) => {
      const startAt = interval === '1d' ? LAST.startAt : closedAt - 300_000;
      await deps.bars.putFirst(SYMBOL, interval, [
        { ...flatBar(0, close), startAt, closedAt, source: 'stored', quality: [] },
      ]);
      await deps.bars.markWhole(SYMBOL, interval, { from: startAt, through: closedAt });
    };
    const query = { tenant: 'local', symbol: SYMBOL };
    await hold('5min', FRIDAY - 300_000, 7);
    const stale = { symbol: SYMBOL, source: 'stored', stale: 'sourceFailed' };
    expect(await readQuote({ ...deps, marketData }, query)).toEqual({
      ...stale,
      price: 7,
      asOf: FRIDAY - 300_000,
    });
    expect([...new Set(asked)]).toEqual(['5min']);
    await hold('1d', FRIDAY, 9);
    expect(await readQuote({ ...deps, marketData }, query)).toEqual({ ...stale, price: 9, asOf: FRIDAY });
  });

  it('without an interval is refused as the source refuses it, where what the store holds is no quote', async () => {
    const { deps } = installed(FRIDAY);
    const marketData = { bars: () => Promise.reject(new Problem('MARKET_AUTH', 'No.')) };
    await deps.bars.markWhole(SYMBOL, '5min', { from: FRIDAY - 600_000, through: FRIDAY });
    const query = { tenant: 'local', symbol: SYMBOL };
    await expect(readQuote({ ...deps, marketData }, query)).rejects.toMatchObject({ code: 'MARKET_AUTH' });
  });

  it.each([
    ['no source knows the symbol', { ...QUERY, symbol: 'NOPE' }, 'SYMBOL_UNKNOWN'],
    ['the symbol has no bars of the interval', { ...QUERY, interval: '5min' as const }, 'SYMBOL_UNKNOWN'],
  ])('is refused when %s', async (_what, query, code) => {
    await expect(readQuote(installed(FRIDAY).deps, query)).rejects.toMatchObject({ code });
  });

  it('of a symbol that is not known in daily bars is that, though a plan lacks the others', async () => {
    const { deps } = installed(FRIDAY);
    const marketData: Deps['marketData'] = {
      bars: ({ interval }) =>
        Promise.reject(new Problem(interval === '1d' ? 'SYMBOL_UNKNOWN' : 'MARKET_ENTITLEMENT', 'No.')),
    };
    const query = { tenant: 'local', symbol: 'NOPE' };
    await expect(readQuote({ ...deps, marketData }, query)).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
  });

  it('is waited for twenty seconds, whatever is asked for', async () => {
    const { deps, clock } = installed(FRIDAY);
    const until: (number | undefined)[] = [];
    const began = clock.now();
    const unknown = (answerBy: number | undefined) => {
      until.push(answerBy);
      clock.advance(1_000);
      return Promise.reject(new Problem('SYMBOL_UNKNOWN', 'No.'));
    };
    const marketData: Deps['marketData'] = { bars: ({ answerBy }) => unknown(answerBy) };
    const liveQuotes: Deps['liveQuotes'] = { quotes: (_symbols, answerBy) => unknown(answerBy) };
    const query = { tenant: 'local', symbol: 'NOPE' };
    await expect(readQuote({ ...deps, marketData, liveQuotes }, query)).rejects.toMatchObject({
      code: 'SYMBOL_UNKNOWN',
    });
    expect(until).toEqual(Array(7).fill(began + 20_000));
  });

  it('is refused while no bar has closed', async () => {
    await expect(readQuote(installed(closeOf('2024-01-02') - 1).deps, QUERY)).rejects.toMatchObject({
      code: 'BARS_INSUFFICIENT',
      message: '"DEMO.A" has no 1d bar yet. Try again later.',
    });
  });
});

describe('a quote of bars that a tenant has imported in two intervals', () => {
  const DESK = { tenant: 'local', symbol: 'DESK' };

  async function brought() {
    const at = installed(FRIDAY);
    const hourly = { ...flatBar(0, 10), startAt: SESSIONS[0]!.closeAt - 30 * 60_000 };
    await bring(at.deps, { ...DESK, interval: '1h' }, [hourly]);
    await bring(at.deps, DESK, [flatBar(6, 20)]);
    return at;
  }

  type Newest = Deps['bars']['newest'];

  /** The same world, in which something else is read of the bars of one interval. */
  function reading({ deps }: Awaited<ReturnType<typeof brought>>, interval: Interval, other: Newest) {
    const newest: Newest = (query) => (query.interval === interval ? other : deps.bars.newest)(query);
    const bars = { ...deps.bars, newest };
    return { ...deps, bars, marketData: importedMarketData(deps.marketData, bars) };
  }

  it('is that of the bars that closed last', async () => {
    const { deps } = await brought();
    expect(await readQuote(deps, DESK)).toMatchObject({ price: 20, asOf: SESSIONS[6]!.closeAt });
  });

  it.each(['1d', '1h'] as const)('is not known while the store does not answer of %s', async (interval) => {
    const at = await brought();
    const fault = new Problem('STORE_UNAVAILABLE', 'Not now.');
    const deps = reading(at, interval, () => Promise.reject(fault));
    await expect(readQuote(deps, DESK)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('is that of the others where one has no bars', async () => {
    const at = await brought();
    const deps = reading(at, '1d', () => Promise.resolve([]));
    expect(await readQuote(deps, DESK)).toMatchObject({ price: 10, asOf: SESSIONS[0]!.closeAt });
  });
});
