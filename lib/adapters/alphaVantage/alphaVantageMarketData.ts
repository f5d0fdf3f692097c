import type { RawBar } from '../../market/bar';
import { DAY_MS, dateOf } from '../../market/calendar/civilDate';
import type { MarketData } from '../../ports/MarketData';
import { type Asking, askVendor } from '../vendor/askVendor';
import { dayedMarketData, type Stretch } from '../vendor/dayedMarketData';
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

/** Bars of Alpha Vantage, as they were traded: what it adjusts rewrites the past. */
export const alphaVantageMarketData = (asking: Asking, apiKey: () => Promise<string>): MarketData =>
  dayedMarketData({ source: 'alphaVantage', vendor: VENDOR }, async (stretch) => {
    const key = await apiKey();
    const today = Math.floor(asking.clock.now() / DAY_MS);
    const outcomes = [];
    for (const query of queriesFor(stretch, today))
      outcomes.push(
        await askVendor<readonly RawBar[]>(asking, requestOf(query, stretch, key), (answer) =>
          alphaVantageOutcome(answer, (body) => alphaVantageSeries(body, stretch)),
        ),
      );
    return vendorBars(outcomes, { ...stretch, vendor: VENDOR, keyName: KEY_NAME });
  });

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
  if (fromDay === undefined || daysBack <= FULL_DAYS) return [{ ...intraday, outputsize: 'full' }];
  return monthsOf(fromDay, toDay).map((month) => ({ ...intraday, outputsize: 'full', month }));
}

/** Months that begin before a stretch of days ends, as `2024-07`, oldest first. */
function monthsOf(fromDay: number, toDay: number): readonly string[] {
  const months = new Set<string>();
  for (let day = fromDay; day <= toDay; day += 1) months.add(dateOf(day).slice(0, 7));
  return [...months];
}
