import type { Deps } from '../../../lib/app/deps';
import { readQuote } from '../../../lib/app/readQuote';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import type { LiveQuotes, VendorQuote } from '../../../lib/ports/LiveQuotes';
import { Problem } from '../../../lib/problems';
import { bring, flatBar } from '../../support/ownBars';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'ACME';
const QUERY = { tenant: 'local', symbol: SYMBOL };
const BARS = walkBars('2024-01-02', '2024-01-12', 5);
const LAST = BARS.at(-1)!;
const CLOSE = sessionOn('2024-01-12')!.closeAt;
const NEXT = sessionOn('2024-01-16')!;
const MINUTE_MS = 60_000;
/** A minute after the next session's open. */
const NOW = NEXT.openAt + MINUTE_MS;

const OF_BARS = { symbol: SYMBOL, price: LAST.close, asOf: CLOSE, source: 'memory' };

/** A world whose source tells a quote, and how often it was asked for one. */
function quoting(quote: Partial<VendorQuote> | Error, marketNow = NOW, bars = BARS) {
  const asked: (readonly string[])[] = [];
  const liveQuotes: LiveQuotes = {
    quotes: async (symbols) => {
      asked.push(symbols);
      if (quote instanceof Error) throw quote;
      return [{ symbol: SYMBOL, price: 12.5, asOf: marketNow, source: 'fmp', ...quote }];
    },
  };
  const { deps } = world({ bars: { [SYMBOL]: bars }, marketNow });
  return { asked, deps: { ...deps, liveQuotes } as Deps };
}

const LIVE = { symbol: SYMBOL, price: 12.5, source: 'fmp' };

describe('the quote of a live source', () => {
  it.each<[string, number, object]>([
    ['newer than the newest bar is served', NOW - 5_000, { ...LIVE, asOf: NOW - 5_000 }],
    ['a moment newer is served', CLOSE + 1, { ...LIVE, asOf: CLOSE + 1 }],
    ['of the close itself gives way to the bar', CLOSE, OF_BARS],
    ['older than the bar gives way to it', CLOSE - 1, OF_BARS],
    [
      'of a clock that runs ahead a little is served',
      NOW + 2 * MINUTE_MS,
      { ...LIVE, asOf: NOW + 2 * MINUTE_MS },
    ],
    ['of a time to come is none', NOW + 2 * MINUTE_MS + 1, OF_BARS],
  ])('%s', async (_what, asOf, expected) => {
    const { deps, asked } = quoting({ asOf });
    expect(await readQuote(deps, QUERY)).toEqual(expected);
    expect(asked).toEqual([[SYMBOL]]);
  });

  it.each(['MARKET_UNAVAILABLE', 'MARKET_RATE_LIMITED', 'MARKET_ENTITLEMENT', 'SYMBOL_UNKNOWN'] as const)(
    'that says %s is that of the bars',
    async (code) => {
      const { deps } = quoting(new Problem(code, 'Not now.'));
      expect(await readQuote(deps, QUERY)).toEqual(OF_BARS);
    },
  );

  it('that fails beside bars that fail is told as the bars are', async () => {
    const { deps } = quoting(new Problem('MARKET_AUTH', 'No.'));
    const marketData = { bars: () => Promise.reject(new Problem('MARKET_UNAVAILABLE', 'Not now.')) };
    await expect(readQuote({ ...deps, marketData }, QUERY)).rejects.toMatchObject({
      code: 'MARKET_UNAVAILABLE',
    });
  });

  it.each(['MARKET_ENTITLEMENT', 'MARKET_UNAVAILABLE', 'SYMBOL_UNKNOWN'] as const)(
    'serves alone where bars are answered with %s',
    async (code) => {
      const { deps } = quoting({});
      const marketData = { bars: () => Promise.reject(new Problem(code, 'No.')) };
      expect(await readQuote({ ...deps, marketData }, QUERY)).toEqual({ ...LIVE, asOf: NOW });
    },
  );

  it('does not hide a store that fails', async () => {
    const { deps } = quoting({});
    const marketData = { bars: () => Promise.reject(new Problem('STORE_UNAVAILABLE', 'No.')) };
    await expect(readQuote({ ...deps, marketData }, QUERY)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
  });

  it('does not hide a bug', async () => {
    const { deps } = quoting(new TypeError('a bug'));
    await expect(readQuote(deps, QUERY)).rejects.toBeInstanceOf(TypeError);
  });

  it('is stale where a bar should have closed since', async () => {
    const { deps } = quoting({ asOf: CLOSE + 1 }, NEXT.closeAt);
    expect(await readQuote(deps, QUERY)).toEqual({ ...LIVE, asOf: CLOSE + 1, stale: 'newerBarMissing' });
  });

  it('of another symbol is none', async () => {
    const { deps } = quoting({ symbol: 'OTHER' });
    expect(await readQuote(deps, QUERY)).toEqual(OF_BARS);
  });

  it('is not asked for where bars of an interval are', async () => {
    const { deps, asked } = quoting({});
    expect(await readQuote(deps, { ...QUERY, interval: '1d' })).toEqual(OF_BARS);
    expect(asked).toEqual([]);
  });

  it('is not asked for where the tenant has imported bars', async () => {
    const { deps, asked } = quoting({ symbol: 'DESK' });
    const DESK = { tenant: 'local', symbol: 'DESK' };
    await bring(deps, DESK, [flatBar(6, 20)]);
    expect(await readQuote(deps, DESK)).toMatchObject({ price: 20, source: 'import' });
    expect(asked).toEqual([]);
    expect(await readQuote(deps, { ...DESK, tenant: 'other' })).toMatchObject({ price: 12.5 });
  });
});

describe('the quote of a live source that is far away', () => {
  const LONG = walkBars('2023-06-01', '2024-01-12', 5);
  const LAST_CLOSE = LONG.at(-1)!.close;
  const STANDS = { symbol: SYMBOL, price: LAST_CLOSE, asOf: CLOSE, source: 'memory', stale: 'unconfirmed' };

  it.each([0.1, 0.5, 2])(
    'at %d times the last close is not served: the close is, and says so',
    async (by) => {
      const { deps } = quoting({ price: by * LAST_CLOSE }, NOW, LONG);
      expect(await readQuote(deps, QUERY)).toEqual(STANDS);
    },
  );

  it('within 8 σ is served', async () => {
    const { deps } = quoting({ price: 1.06 * LAST_CLOSE }, NOW, LONG);
    expect(await readQuote(deps, QUERY)).toMatchObject({
      price: 1.06 * LAST_CLOSE,
      asOf: NOW,
      source: 'fmp',
    });
  });

  it('is served by itself once a bar has closed there, from the session after it on', async () => {
    const price = 1.5 * LAST_CLOSE;
    const flat = { open: price, high: price, low: price, close: price, volume: 1_000 };
    const moved = [...LONG, { ...flat, startAt: Date.parse('2024-01-16T00:00:00Z') }];
    const bars = [...moved, { ...flat, startAt: Date.parse('2024-01-17T00:00:00Z') }];
    const during = quoting({ price }, NEXT.closeAt - MINUTE_MS, bars);
    expect(await readQuote(during.deps, QUERY)).toEqual(STANDS);
    const after = quoting({ price }, NEXT.closeAt + MINUTE_MS, bars);
    expect(await readQuote(after.deps, QUERY)).toEqual(STANDS);
    const asOf = sessionOn('2024-01-17')!.openAt + MINUTE_MS;
    const next = quoting({ price }, asOf, bars);
    expect(await readQuote(next.deps, QUERY)).toMatchObject({ price, asOf, source: 'fmp' });
  });

  it('is held against closes on the scale of a split that is confirmed', async () => {
    const { deps } = quoting({ price: 0.5 * LAST_CLOSE }, NOW, LONG);
    const split = { at: Date.parse('2024-01-16T00:00:00Z'), numerator: 2, denominator: 1 };
    await deps.splits.put(SYMBOL, { ...split, state: 'suspected' });
    expect(await readQuote(deps, QUERY)).toEqual(STANDS);
    await deps.splits.put(SYMBOL, { ...split, state: 'confirmed' });
    expect(await readQuote(deps, QUERY)).toMatchObject({ price: 0.5 * LAST_CLOSE, source: 'fmp' });
  });

  it('is told in the log with what it was held against', async () => {
    const warnings: object[] = [];
    const { deps } = quoting({ price: 1 }, NOW, LONG);
    const log = {
      ...deps.log,
      warn: (message: string, fields?: object) => warnings.push({ message, ...fields }),
    };
    await readQuote({ ...deps, log }, QUERY);
    expect(warnings).toEqual([
      { message: 'live quote not believed', ...LIVE, price: 1, asOf: NOW, close: LAST_CLOSE },
    ]);
  });
});
