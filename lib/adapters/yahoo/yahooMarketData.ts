import { DAY_MS } from '../../market/calendar/civilDate';
import type { Interval } from '../../market/interval';
import type { MarketData } from '../../ports/MarketData';
import { askBars } from '../vendor/askBars';
import { askedOnce } from '../vendor/askedOnce';
import type { Asking } from '../vendor/askVendor';
import { type Asked, dayedMarketData } from '../vendor/dayedMarketData';
import { vendorBars } from '../vendor/vendorBars';
import type { VendorRequest } from '../vendor/vendorTransport';
import { yahooOutcome } from './yahooOutcome';
import { yahooSeries } from './yahooSeries';

const VENDOR = 'Yahoo';

const INTERVALS: Readonly<Record<Interval, string>> = {
  '1min': '1m',
  '5min': '5m',
  '15min': '15m',
  '30min': '30m',
  '1h': '60m',
  '1d': '1d',
};

/** Of intraday bars it has so many days, and refuses who asks for more. */
const MOST_DAYS: Readonly<Record<Interval, number>> = {
  '1min': 7,
  '5min': 59,
  '15min': 59,
  '30min': 59,
  '1h': 729,
  '1d': Number.POSITIVE_INFINITY,
};

/**
 * Bars of Yahoo's chart: without a key and without a promise, for personal use.
 *
 * Edge  what lies before the first day that it has is not asked for.
 */
export const yahooMarketData = (asking: Asking): MarketData =>
  dayedMarketData({ source: 'yahoo', vendor: VENDOR }, (asked) => {
    const ask = askedOnce((query: Query) =>
      askBars(asking, requestOf(query, asked), asked.interval, (answer) =>
        yahooOutcome(answer, (chart) => yahooSeries(chart, asked)),
      ),
    );
    return async ({ fromDay = 0, toDay }) => {
      const firstDay = Math.floor(asking.clock.now() / DAY_MS) + 1 - MOST_DAYS[asked.interval];
      const reach = firstDay > fromDay ? { fromDay: firstDay } : {};
      if (firstDay > toDay) return { bars: [], ...reach };
      const query = queryOf(asked.interval, { fromDay: Math.max(fromDay, firstDay), toDay });
      const bars = vendorBars([await ask(query)], { ...asked, vendor: VENDOR });
      return bars && { bars, ...reach };
    };
  });

type Query = Readonly<Record<string, string>>;

const requestOf = (query: Query, { symbol, answerBy }: Asked): VendorRequest => ({
  path: `/v8/finance/chart/${encodeURIComponent(symbol)}`,
  query,
  answerBy,
});

function queryOf(interval: Interval, { fromDay, toDay }: { fromDay: number; toDay: number }): Query {
  const secondsOf = (day: number) => String((day * DAY_MS) / 1_000);
  return {
    interval: INTERVALS[interval],
    period1: secondsOf(fromDay),
    period2: secondsOf(toDay + 1),
    includePrePost: 'false',
    events: 'split',
  };
}
