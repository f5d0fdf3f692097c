import { alphaVantageMarketData } from '../../../../lib/adapters/alphaVantage/alphaVantageMarketData';
import { fmpMarketData } from '../../../../lib/adapters/fmp/fmpMarketData';
import type { Asking } from '../../../../lib/adapters/vendor/askVendor';
import { yahooMarketData } from '../../../../lib/adapters/yahoo/yahooMarketData';
import { fetchBars } from '../../../../lib/app/fetchBars';
import { newYorkInstant } from '../../../../lib/market/calendar/newYorkInstant';
import { dayOf } from '../../../../lib/market/calendar/civilDate';
import type { MarketData } from '../../../../lib/ports/MarketData';
import { isProblem } from '../../../../lib/problems';
import { alphaVantageBody, fmpBody, yahooBody } from '../../../support/vendorBodies';
import { askingAt, vendorWorld } from '../../../support/vendorWorld';
import { onWire, whole } from '../../../support/wire';

/** Half past ten of a Tuesday in New York. */
const NOW = newYorkInstant(dayOf(2024, 7, 2), 10 * 60 + 30);
const TIMES = ['10:00', '09:55', '09:50', '09:45'];
const on = (date: string, times = TIMES): readonly string[] => times.map((time) => `${date} ${time}:00`);
const TODAY = on('2024-07-02');
const YESTERDAY = on('2024-07-01');
const TOMORROW = on('2024-07-03');

const startOf = (label: string): number => {
  const [date = '', time = ''] = label.split(' ');
  const [year, month, day, hour, minute] = `${date}-${time}`.split(/[-:]/).map(Number);
  return newYorkInstant(dayOf(year!, month!, day!), hour! * 60 + minute!);
};

type Body = { readonly symbol?: string; readonly change?: (body: string) => string };

type Vendor = {
  readonly open: (asking: Asking, key: () => Promise<string>) => MarketData;
  /** Bars by their labels, newest first. */
  readonly body: (labels: readonly string[], symbol?: string) => unknown;
};

const VENDORS: Readonly<Record<string, Vendor>> = {
  'Alpha Vantage': {
    open: alphaVantageMarketData,
    body: (labels, symbol = 'ACME') => alphaVantageBody(labels, { symbol }),
  },
  'Financial Modeling Prep': { open: fmpMarketData, body: fmpBody },
  Yahoo: {
    open: yahooMarketData,
    body: (labels, symbol = 'ACME') =>
      yahooBody(
        labels.map((label) => startOf(label) / 1_000),
        { symbol },
      ),
  },
};

const CLOSES = /("(?:4\. )?close": ?)("?)[\d.]+\2/g;
/** Yahoo has its closes in a column. */
const COLUMN = /("close":\[)([\d.,]+)(\])/;
const unpriced = (body: string, most = Infinity): string => {
  let left = most;
  const gone = (found: string, put: string): string => ((left -= 1) < 0 ? found : put);
  return body
    .replace(CLOSES, (found: string, name: string) => gone(found, `${name}"N/A"`))
    .replace(COLUMN, (_, before: string, all: string, after: string) =>
      [
        before,
        all
          .split(',')
          .map((one) => gone(one, '"N/A"'))
          .join(),
        after,
      ].join(''),
    );
};

describe.each(Object.entries(VENDORS))('of %s', (_name, { open, body }) => {
  /** What becomes of a body: the starts of its bars that are good, or the code of its problem. */
  async function met(labels: readonly string[], { symbol, change = (text) => text }: Body = {}) {
    const wire = await onWire(whole(change(JSON.stringify(body(labels, symbol)))));
    const world = vendorWorld(NOW);
    const deps = { ...world, marketData: open(askingAt(wire.origin, world), async () => 'a-key') };
    const reach = { after: startOf('2024-07-01 16:00'), upTo: NOW };
    const met = await fetchBars(deps, { symbol: 'ACME', interval: '5min' }, reach).catch((error: unknown) => {
      if (!isProblem(error)) throw error;
      return error.code;
    });
    await wire.close();
    return { met: typeof met === 'string' ? met : met.map(({ startAt }) => startAt), bars: met };
  }
  const ascending = (labels: readonly string[]) => labels.map(startOf).sort((one, other) => one - other);

  it('bars are good as they are sent', async () => {
    expect(await met(TODAY)).toMatchObject({ met: ascending(TODAY) });
  });

  it.each<[string, (text: string) => string]>([
    ['a field has another name', (text) => text.replaceAll(/close"/g, 'closing"')],
    ['no close is a price', (text) => unpriced(text)],
    ['most closes are no price', (text) => unpriced(text, 3)],
  ])('bars of which %s are none', async (_what, change) => {
    expect(await met(TODAY, { change })).toMatchObject({ met: 'MARKET_MALFORMED' });
  });

  it.each([1, 2])('%p of four rows without a price are refused alone', async (rows) => {
    const { met: starts, bars } = await met(TODAY, { change: (text) => unpriced(text, rows) });
    expect(starts).toEqual(ascending(TODAY.slice(rows)));
    expect(JSON.stringify(bars)).not.toMatch(/null|NaN|N\/A/);
  });

  it("yesterday's bars are none of today", async () => {
    expect(await met(YESTERDAY)).toMatchObject({ met: [] });
    expect(await met([...TODAY, ...YESTERDAY])).toMatchObject({ met: ascending(TODAY) });
  });

  it('bars that come twice count once', async () => {
    expect(await met([...TODAY, ...TODAY])).toMatchObject({ met: ascending(TODAY) });
  });

  it("tomorrow's bars, and those of the rest of the day, are none", async () => {
    expect(await met(TOMORROW)).toMatchObject({ met: [] });
    const rest = on('2024-07-02', ['15:55', '10:30', '10:26', '10:25']);
    expect(await met([...TOMORROW, ...rest, ...TODAY])).toMatchObject({
      met: ascending([...TODAY, '2024-07-02 10:25:00']),
    });
  });

  it('bars of another symbol are malformed, where a body names one', async () => {
    expect(await met(TODAY, { symbol: 'OTHER' })).toMatchObject({ met: 'MARKET_MALFORMED' });
  });
});
