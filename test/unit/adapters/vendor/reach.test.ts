import { alphaVantageMarketData } from '../../../../lib/adapters/alphaVantage/alphaVantageMarketData';
import { fmpMarketData } from '../../../../lib/adapters/fmp/fmpMarketData';
import type { Asking } from '../../../../lib/adapters/vendor/askVendor';
import { yahooMarketData } from '../../../../lib/adapters/yahoo/yahooMarketData';
import {
  alphaVantage,
  fmp,
  FREE_KEY,
  SIM_KEY,
  type SimRequest,
  yahoo,
} from '../../../../lib/local/vendorSim/answers';
import { DAY_MS } from '../../../../lib/market/calendar/civilDate';
import { sessionsBetween } from '../../../../lib/market/calendar/sessionsBetween';
import type { MarketData } from '../../../../lib/ports/MarketData';
import { rawBar } from '../../../support/rawBars';
import { servedOf } from '../../../support/servedSeries';
import { askingAt, vendorWorld } from '../../../support/vendorWorld';
import { walkBars } from '../../../support/world';

const NOW = Date.UTC(2026, 0, 20, 22);
const DAILY = walkBars('2025-01-02', '2026-01-20');
const YOUNG = walkBars('2025-09-02', '2026-01-20');
const FIVES = sessionsBetween('2025-01-02', '2026-01-20').map(({ openAt }) => rawBar(openAt));
const SERVED = servedOf([
  { symbol: 'ACME', interval: '1d', bars: DAILY },
  { symbol: 'YOUNG', interval: '1d', bars: YOUNG },
  { symbol: 'ACME', interval: '5min', bars: FIVES },
]);
const day = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** A vendor without a network, and the queries it was asked. */
function vendorOn(make: (asking: Asking) => MarketData) {
  const asked: Record<string, string>[] = [];
  const answerTo = async (request: SimRequest) => {
    if (request.path === '/query') return alphaVantage(SERVED, request);
    return request.path.startsWith('/stable/') ? fmp(SERVED, request) : yahoo(SERVED, request, {});
  };
  const transport: Asking['transport'] = async ({ path, query, headers = {} }) => {
    asked.push({ ...query });
    const { status, json } = await answerTo({ path, query: new URLSearchParams(query), headers });
    return { status, contentType: 'application/json', text: JSON.stringify(json) };
  };
  const vendor = make({ ...askingAt('http://nowhere', vendorWorld(NOW)), transport });
  return { bars: vendor.bars, told: (name: string) => asked.splice(0).map((query) => query[name]) };
}

const alphaVantageOf = (key: string) => vendorOn((asking) => alphaVantageMarketData(asking, async () => key));

const ACME = { symbol: 'ACME', interval: '1d', upTo: NOW } as const;

describe('a free key of Alpha Vantage', () => {
  const hundredth = DAILY.at(-100)!.startAt;

  it.each([
    ['is told to reach back to the first of its hundred bars', { after: day('2020-01-01') }, hundredth],
    ['is told to where it has fewer than are wanted', { limit: 101 }, hundredth],
    ['reaches as far as it is asked', { after: hundredth }, undefined],
    ['reaches as far as it has bars enough', { limit: 100 }, undefined],
  ])('%s', async (_law, part, reachesFrom) => {
    const batch = await alphaVantageOf(FREE_KEY).bars({ ...ACME, ...part });
    expect(batch.bars).toHaveLength(100);
    expect(batch.reachesFrom).toBe(reachesFrom);
  });

  it('tells all of a symbol that has had no more', async () => {
    const batch = await alphaVantageOf(FREE_KEY).bars({ ...ACME, symbol: 'YOUNG', after: day('2020-01-01') });
    expect(batch).toEqual({ source: 'alphaVantage', bars: YOUNG });
  });

  it('is asked nothing twice for bars before its hundred', async () => {
    const { bars, told } = alphaVantageOf(FREE_KEY);
    const before = { ...ACME, upTo: day('2025-03-01'), limit: 60 };
    expect(await bars(before)).toEqual({ source: 'alphaVantage', bars: [], reachesFrom: hundredth });
    expect(told('outputsize')).toEqual(['full', 'compact']);
    await bars(before);
    expect(told('outputsize')).toEqual(['compact']);
  });
});

describe('Alpha Vantage', () => {
  it('is told to reach as far as it is asked where it has all of it', async () => {
    expect(await alphaVantageOf(SIM_KEY).bars({ ...ACME, after: day('2020-01-01') })).toEqual({
      source: 'alphaVantage',
      bars: DAILY,
    });
  });

  it('is asked once for a month of intraday bars', async () => {
    const { bars, told } = alphaVantageOf(SIM_KEY);
    const march = { ...ACME, interval: '5min', after: day('2025-03-01'), upTo: day('2025-04-01') } as const;
    expect((await bars(march)).bars).toHaveLength(21);
    expect(told('month')).toEqual(['2025-03']);
  });

  it('says that it was asked for a year of intraday bars where nobody said how many', async () => {
    const batch = await alphaVantageOf(SIM_KEY).bars({ ...ACME, interval: '5min' });
    expect(batch.reachesFrom).toBe(day('2026-01-20') - 365 * DAY_MS);
  });

  it('is not asked for a year of months to know a symbol of which it has none in one', async () => {
    const transport: Asking['transport'] = async ({ query }) => {
      const isKnown = query['month'] === undefined;
      const { json } = isKnown
        ? await alphaVantage(SERVED, { path: '/query', query: new URLSearchParams(query), headers: {} })
        : { json: { 'Error Message': 'Invalid API call.' } };
      months.push(query['month']);
      return { status: 200, contentType: 'application/json', text: JSON.stringify(json) };
    };
    const months: unknown[] = [];
    const asking = { ...askingAt('http://nowhere', vendorWorld(NOW)), transport };
    const early = { after: day('2010-03-01'), upTo: day('2010-04-01') };
    const batch = await alphaVantageMarketData(asking, async () => SIM_KEY).bars({
      ...ACME,
      interval: '5min',
      ...early,
    });
    expect(batch).toEqual({ source: 'alphaVantage', bars: [] });
    expect(months).toEqual(['2010-03', undefined]);
  });
});

describe('Yahoo', () => {
  const first = day('2026-01-20') - 58 * DAY_MS;
  const fives = { ...ACME, interval: '5min' } as const;

  it('is not asked for what lies before the days that it has, and says which these are', async () => {
    const { bars, told } = vendorOn(yahooMarketData);
    const before = { ...fives, after: day('2025-01-01'), upTo: first };
    expect(await bars(before)).toEqual({ source: 'yahoo', bars: [], reachesFrom: first });
    expect(told('period1')).toEqual([]);
  });

  it('is asked over a New Year from the first of its days on, and says so', async () => {
    const { bars, told } = vendorOn(yahooMarketData);
    const year = await bars({ ...fives, after: day('2025-01-01'), upTo: day('2026-01-01') });
    expect(year.reachesFrom).toBe(first);
    expect(year.bars[0]!.startAt).toBeGreaterThanOrEqual(first);
    expect(told('period1')).toEqual([String(first / 1_000)]);
    expect(await bars({ ...fives, after: first })).not.toHaveProperty('reachesFrom');
    expect(await bars({ ...ACME, after: day('1990-01-01') })).not.toHaveProperty('reachesFrom');
  });
});

it('Financial Modeling Prep is asked nothing twice within one question', async () => {
  const { bars, told } = vendorOn((asking) => fmpMarketData(asking, async () => SIM_KEY));
  await expect(bars({ ...ACME, symbol: 'NOPE', limit: 60 })).rejects.toMatchObject({
    code: 'SYMBOL_UNKNOWN',
  });
  expect(told('to')).toEqual(['2026-01-20', undefined]);
  expect((await bars({ ...ACME, upTo: day('2024-03-01'), limit: 60 })).bars).toEqual([]);
  expect(told('to')).toEqual(['2024-02-29', undefined, '2024-02-29']);
});
