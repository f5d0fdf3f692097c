import { dateOf } from '../../market/calendar/civilDate';
import type { Interval } from '../../market/interval';
import type { MarketData } from '../../ports/MarketData';
import { askBars } from '../vendor/askBars';
import { askedOnce } from '../vendor/askedOnce';
import type { Asking } from '../vendor/askVendor';
import { type Asked, dayedMarketData, type Days } from '../vendor/dayedMarketData';
import { untilRefused } from '../vendor/untilRefused';
import { vendorBars } from '../vendor/vendorBars';
import type { VendorRequest } from '../vendor/vendorTransport';
import { FMP_KEY_NAME, fmpHeaders } from './fmpHeaders';
import { fmpOutcome } from './fmpOutcome';
import { fmpSeries } from './fmpSeries';

const VENDOR = 'Financial Modeling Prep';

/** Of intraday bars it answers a few weeks at once. */
const DAYS_AT_ONCE = 28;

const CHARTS: Readonly<Record<Interval, string>> = {
  '1min': 'historical-chart/1min',
  '5min': 'historical-chart/5min',
  '15min': 'historical-chart/15min',
  '30min': 'historical-chart/30min',
  '1h': 'historical-chart/1hour',
  '1d': 'historical-price-eod/full',
};

/** Bars of Financial Modeling Prep, `/stable`: its key is a header. */
export const fmpMarketData = (asking: Asking, apiKey: () => Promise<string>): MarketData =>
  dayedMarketData({ source: 'fmp', vendor: VENDOR }, (asked) => {
    const ask = askedOnce(async (dates: Dates) =>
      askBars(asking, requestOf(dates, asked, await apiKey()), asked.interval, (answer) =>
        fmpOutcome(answer, (body) => fmpSeries(body, asked)),
      ),
    );
    return async (days) => {
      const outcomes = await untilRefused(datesOf(days, asked.interval), ask);
      const bars = vendorBars(outcomes, { ...asked, vendor: VENDOR, keyName: FMP_KEY_NAME });
      return bars && { bars };
    };
  });

/** The first and the last day of an answer; all it gives where nothing is said. */
type Dates = { readonly from?: string; readonly to?: string };

const requestOf = (dates: Dates, { symbol, interval, answerBy }: Asked, apikey: string): VendorRequest => ({
  path: `/stable/${CHARTS[interval]}`,
  query: { symbol, ...dates },
  headers: fmpHeaders(apikey),
  answerBy,
});

function datesOf({ fromDay, toDay }: Days, interval: Interval): readonly Dates[] {
  if (fromDay === undefined) return [{}];
  const step = interval === '1d' ? toDay - fromDay + 1 : DAYS_AT_ONCE;
  const dates: Dates[] = [];
  for (let day = fromDay; day <= toDay; day += step)
    dates.push({ from: dateOf(day), to: dateOf(Math.min(day + step - 1, toDay)) });
  return dates;
}
