import { dateOf } from '../../market/calendar/civilDate';
import type { Interval } from '../../market/interval';
import type { MarketData } from '../../ports/MarketData';
import { askBars } from '../vendor/askBars';
import type { Asking } from '../vendor/askVendor';
import { dayedMarketData, type Stretch } from '../vendor/dayedMarketData';
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
  dayedMarketData({ source: 'fmp', vendor: VENDOR }, async (stretch) => {
    const outcomes = await untilRefused(requestsFor(stretch, await apiKey()), (request) =>
      askBars(asking, request, stretch.interval, (answer) =>
        fmpOutcome(answer, (body) => fmpSeries(body, stretch)),
      ),
    );
    return vendorBars(outcomes, { ...stretch, vendor: VENDOR, keyName: FMP_KEY_NAME });
  });

function requestsFor(
  { symbol, interval, fromDay, toDay, answerBy }: Stretch,
  apikey: string,
): readonly VendorRequest[] {
  const request = (query: Readonly<Record<string, string>>): VendorRequest => ({
    path: `/stable/${CHARTS[interval]}`,
    query: { symbol, ...query },
    headers: fmpHeaders(apikey),
    answerBy,
  });
  if (fromDay === undefined) return [request({})];
  const step = interval === '1d' ? toDay - fromDay + 1 : DAYS_AT_ONCE;
  const requests: VendorRequest[] = [];
  for (let day = fromDay; day <= toDay; day += step)
    requests.push(request({ from: dateOf(day), to: dateOf(Math.min(day + step - 1, toDay)) }));
  return requests;
}
