import fc from 'fast-check';
import { alphaVantageMarketData } from '../../lib/adapters/alphaVantage/alphaVantageMarketData';
import { alphaVantageQuotes } from '../../lib/adapters/alphaVantage/alphaVantageQuotes';
import { fmpMarketData } from '../../lib/adapters/fmp/fmpMarketData';
import type { Asking } from '../../lib/adapters/vendor/askVendor';
import { vendorTransport } from '../../lib/adapters/vendor/vendorTransport';
import { yahooMarketData } from '../../lib/adapters/yahoo/yahooMarketData';
import { alphaVantage, fmp, type Served, SIM_KEY, yahoo } from '../../lib/local/vendorSim/answers';
import { alphaVantageQuotes as quotedBySim } from '../../lib/local/vendorSim/quoteAnswers';
import { barClosedAt } from '../../lib/market/barClose';
import { type Interval, INTRADAY_BAR_MS } from '../../lib/market/interval';
import type { MarketData } from '../../lib/ports/MarketData';
import { dailyStart, rawBar } from '../support/rawBars';
import { askingAt, vendorWorld } from '../support/vendorWorld';

const MINUTE_MS = 60_000;
const OPEN = Date.UTC(2024, 6, 2, 13, 30);
const CLOSE = Date.UTC(2024, 6, 2, 20);
const INTERVALS = ['5min', '1h', '1d'] as const;

const startsOf = (interval: Interval): readonly number[] => {
  if (interval === '1d') return ['2024-06-28', '2024-07-01', '2024-07-02'].map(dailyStart);
  const lengthMs = INTRADAY_BAR_MS[interval];
  return Array.from({ length: Math.ceil((CLOSE - OPEN) / lengthMs) }, (_, place) => OPEN + place * lengthMs);
};

/** What a vendor tells at an instant: each bar that has begun by then, the last as far as it has formed. */
const toldAt =
  (now: number): Served =>
  async (_symbol, interval) =>
    startsOf(interval).flatMap((startAt) => {
      const beganAt = interval === '1d' ? startAt + 13.5 * 60 * MINUTE_MS : startAt;
      if (beganAt > now) return [];
      const bar = rawBar(startAt);
      const isForming = barClosedAt(interval, startAt)! > now;
      return [isForming ? { ...bar, close: bar.low + 0.001 * ((now / 1_000) % 997) } : bar];
    });

const VENDORS = {
  alphaVantage: { open: alphaVantageMarketData, answer: alphaVantage },
  fmp: { open: fmpMarketData, answer: fmp },
  yahoo: {
    open: yahooMarketData,
    answer: (...asked: Parameters<typeof alphaVantage>) => yahoo(...asked, {}),
  },
} as const;

/** How a vendor is asked at an instant by somebody whose clock is ahead by so much. */
function askingWhen(now: number, skewMs: number, answer: typeof alphaVantage): Asking {
  const ask = async (url: URL | string, { headers }: { headers?: Record<string, string> } = {}) => {
    const { pathname: path, searchParams: query } = new URL(url);
    const { status, json } = await answer(toldAt(now), { path, query, headers: headers ?? {} });
    const told = { 'content-type': 'application/json', date: new Date(now).toUTCString() };
    return new Response(JSON.stringify(json), { status, headers: told });
  };
  const world = vendorWorld(now + skewMs);
  return {
    ...askingAt('http://vendor', world),
    transport: vendorTransport('http://vendor', ask as typeof fetch),
  };
}

const skew = fc.constantFrom(-10, -3, 0, 3, 10).map((minutes) => minutes * MINUTE_MS);
const instant = fc.integer({ min: OPEN, max: CLOSE + 15 * MINUTE_MS });

describe.each(Object.entries(VENDORS))('bars of %s', (_name, { open, answer }) => {
  it('are those that have closed, as they are for good, whether our clock is ahead or behind', async () => {
    const seen = { ahead: 0, closed: 0 };
    await fc.assert(
      fc.asyncProperty(instant, skew, fc.constantFrom(...INTERVALS), async (now, skewMs, interval) => {
        const market: MarketData = open(askingWhen(now, skewMs, answer), async () => SIM_KEY);
        const upTo = now + skewMs;
        const asked = { symbol: 'ACME', interval, upTo, after: dailyStart('2024-06-01') };
        const closedBy = (at: number) =>
          startsOf(interval).filter((startAt) => barClosedAt(interval, startAt)! <= at);
        const closed = closedBy(Math.min(now, upTo)).map((startAt) => rawBar(startAt));
        expect((await market.bars(asked)).bars).toEqual(closed);
        seen.closed += closed.length;
        if (closedBy(upTo).length > closed.length) seen.ahead += 1;
      }),
      { numRuns: 500 },
    );
    // What never happened would prove nothing.
    expect(seen.ahead).toBeGreaterThan(20);
    expect(seen.closed).toBeGreaterThan(1_000);
  });
});

it('a quote of Alpha Vantage, which tells no time, stands no later than its answer, however far we are ahead', async () => {
  const now = OPEN + 90 * MINUTE_MS;
  const quotesBy = (skewMs: number) =>
    alphaVantageQuotes(
      askingWhen(now, skewMs, async (served, request) => (await quotedBySim(served, request))!),
      async () => SIM_KEY,
    );
  expect(await quotesBy(10 * MINUTE_MS).quotes(['ACME'])).toMatchObject([{ asOf: now + 999 }]);
  expect(await quotesBy(-10 * MINUTE_MS).quotes(['ACME'])).toMatchObject([{ asOf: now - 10 * MINUTE_MS }]);
});
