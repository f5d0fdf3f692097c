import { DAY_MS, dateOf } from '../../market/calendar/civilDate';
import type { MarketData } from '../../ports/MarketData';
import { askBars } from '../vendor/askBars';
import type { Asking } from '../vendor/askVendor';
import { dayedMarketData, type Stretch } from '../vendor/dayedMarketData';
import { untilRefused } from '../vendor/untilRefused';
import { vendorBars } from '../vendor/vendorBars';
import type { VendorRequest } from '../vendor/vendorTransport';
import { alphaVantageOutcome } from './alphaVantageOutcome';
import { alphaVantageSeries } from './alphaVantageSeries';

const VENDOR = 'Alpha Vantage';
const KEY_NAME = 'ALPHA_VANTAGE_API_KEY';

/** What it answers at once: a hundred bars, free of charge, and of intraday bars the last thirty days. */
const DAYS_OF_COMPACT_HOURS = 14;
const FULL_DAYS = 30;
const DAYS_OF_COMPACT = 130;
/** Where all intraday bars are asked for, a month each: further back than a year nobody waits for them. */
const MOST_DAYS = 365;

/** So long it is remembered that a plan has no more than the last hundred bars. */
const COMPACT_ONLY_MS = 3_600_000;

/**
 * Bars of Alpha Vantage, as they were traded: what it adjusts rewrites the past.
 *
 * Edge  a free key has the last hundred daily bars: where all of them are asked for, these are what there is.
 */
export function alphaVantageMarketData(asking: Asking, apiKey: () => Promise<string>): MarketData {
  const ask = async (query: Query, stretch: Stretch) => {
    const request = requestOf(query, stretch, await apiKey());
    return askBars(asking, request, stretch.interval, (answer) =>
      alphaVantageOutcome(answer, (body) => alphaVantageSeries(body, stretch)),
    );
  };
  let compactOnlyUntil = 0;
  const askDaily = async (query: Query, stretch: Stretch) => {
    const isFull = query['outputsize'] === 'full' && asking.clock.now() >= compactOnlyUntil;
    const all = isFull ? await ask(query, stretch) : undefined;
    if (all && all.kind !== 'entitlement') return all;
    if (all) compactOnlyUntil = asking.clock.now() + COMPACT_ONLY_MS;
    return ask({ ...query, outputsize: 'compact' }, stretch);
  };
  return dayedMarketData({ source: 'alphaVantage', vendor: VENDOR }, async (stretch) => {
    const today = Math.floor(asking.clock.now() / DAY_MS);
    const queries = queriesFor(stretch, today);
    const outcomes = await untilRefused(queries, (query) =>
      stretch.interval === '1d' ? askDaily(query, stretch) : ask(query, stretch),
    );
    return vendorBars(outcomes, { ...stretch, vendor: VENDOR, keyName: KEY_NAME });
  });
}

type Query = Readonly<Record<string, string>>;

const requestOf = (query: Query, { symbol, answerBy }: Stretch, apikey: string): VendorRequest => ({
  path: '/query',
  query: { ...query, symbol, apikey },
  answerBy,
});

function queriesFor({ interval, fromDay, toDay }: Stretch, today: number): readonly Query[] {
  const daysBack = fromDay === undefined ? Infinity : today - fromDay;
  if (interval === '1d') {
    const outputsize = daysBack <= DAYS_OF_COMPACT ? 'compact' : 'full';
    return [{ function: 'TIME_SERIES_DAILY', outputsize }];
  }
  const intraday = {
    function: 'TIME_SERIES_INTRADAY',
    interval: interval === '1h' ? '60min' : interval,
    adjusted: 'false',
    extended_hours: 'false',
  };
  if (interval === '1h' && daysBack <= DAYS_OF_COMPACT_HOURS) return [{ ...intraday, outputsize: 'compact' }];
  if (daysBack <= FULL_DAYS) return [{ ...intraday, outputsize: 'full' }];
  const lastDay = Math.min(toDay, today);
  return monthsOf(fromDay ?? lastDay - MOST_DAYS, lastDay).map((month) => ({
    ...intraday,
    outputsize: 'full',
    month,
  }));
}

/** Months that begin before a stretch of days ends, as `2024-07`, oldest first. */
function monthsOf(fromDay: number, toDay: number): readonly string[] {
  const months = new Set<string>();
  for (let day = fromDay; day <= toDay; day += 1) months.add(dateOf(day).slice(0, 7));
  return [...months];
}
