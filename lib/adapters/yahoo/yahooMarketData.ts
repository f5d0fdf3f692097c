import { DAY_MS } from '../../market/calendar/civilDate';
import type { Interval } from '../../market/interval';
import type { MarketData } from '../../ports/MarketData';
import { askBars } from '../vendor/askBars';
import type { Asking } from '../vendor/askVendor';
import { dayedMarketData, type Stretch } from '../vendor/dayedMarketData';
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

/** Bars of Yahoo's chart: without a key and without a promise, for personal use. */
export const yahooMarketData = (asking: Asking): MarketData =>
  dayedMarketData({ source: 'yahoo', vendor: VENDOR }, async (stretch) => {
    const outcome = await askBars(
      asking,
      requestFor(stretch, Math.floor(asking.clock.now() / DAY_MS)),
      stretch.interval,
      (answer) => yahooOutcome(answer, (chart) => yahooSeries(chart, stretch)),
    );
    return vendorBars([outcome], { ...stretch, vendor: VENDOR });
  });

/** Of intraday bars it has so many days, and refuses who asks for more. */
const MOST_DAYS: Readonly<Record<Interval, number>> = {
  '1min': 7,
  '5min': 59,
  '15min': 59,
  '30min': 59,
  '1h': 729,
  '1d': Number.POSITIVE_INFINITY,
};

function requestFor(
  { symbol, interval, fromDay = 0, toDay, answerBy }: Stretch,
  today: number,
): VendorRequest {
  const secondsOf = (day: number) => String((day * DAY_MS) / 1_000);
  return {
    path: `/v8/finance/chart/${encodeURIComponent(symbol)}`,
    query: {
      interval: INTERVALS[interval],
      period1: secondsOf(Math.max(fromDay, today + 1 - MOST_DAYS[interval])),
      period2: secondsOf(toDay + 1),
      includePrePost: 'false',
      events: 'split',
    },
    answerBy,
  };
}
