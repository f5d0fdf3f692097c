import { DAY_MS } from '../../market/calendar/civilDate';
import { requireDay } from '../../market/calendar/requireDay';
import type { AnnouncedSplit, SplitFeed, SplitQuery } from '../../ports/SplitFeed';
import { type Asking, askVendor } from '../vendor/askVendor';
import { vendorSplits } from '../vendor/vendorSplits';
import type { VendorRequest } from '../vendor/vendorTransport';
import { yahooOutcome } from './yahooOutcome';
import { yahooSplitEvents } from './yahooSplitEvents';

/** Splits of Yahoo, out of its charts of days. */
export const yahooSplits = (asking: Asking): SplitFeed =>
  vendorSplits({ vendor: 'Yahoo' }, (asked) =>
    askVendor<readonly AnnouncedSplit[]>(asking, requestFor(asked), (answer) =>
      yahooOutcome(answer, (chart) => yahooSplitEvents(chart, asked)),
    ),
  );

/** Days before the first one asked for: a split may be told of one on which nothing trades. */
const DAYS_BEFORE = 7;

function requestFor({ symbol, fromDate, toDate, answerBy }: SplitQuery): VendorRequest {
  const secondsOf = (day: number) => String((day * DAY_MS) / 1_000);
  return {
    path: `/v8/finance/chart/${encodeURIComponent(symbol)}`,
    query: {
      interval: '1d',
      period1: secondsOf(requireDay(fromDate) - DAYS_BEFORE),
      period2: secondsOf(requireDay(toDate) + 1),
      includePrePost: 'false',
      events: 'split',
    },
    answerBy,
  };
}
