import { openVendors, type VendorWorld } from '../../../lib/compose/openVendors';
import { feedBeside, liveQuotesOf, marketClockOf } from '../../../lib/compose/marketFeed';
import { openVendorQuotes } from '../../../lib/compose/openVendorQuotes';
import { openVendorSplits } from '../../../lib/compose/openVendorSplits';
import { PARTS, readConfig, vendorsOf, type Vendor } from '../../../lib/config';
import { vendorWorld } from '../../support/vendorWorld';
import { SIM_KEY } from '../../../lib/local/vendorSim/answers';
import { startVendorSim } from '../../../lib/local/vendorSim/vendorSim';
import { servedOf } from '../../support/servedSeries';
import { dailyStart, rawBar } from '../../support/rawBars';

const SET = {
  MARKET_DATA_DIR: '/nowhere',
  REPLAY_START: '2008-08-01',
  REPLAY_ORIGIN_MS: '1',
  REPLAY_SESSION_MS: '1000',
};
const configOf = (more: Readonly<Record<string, string>>) => readConfig(PARTS.source, { ...SET, ...more });

describe('MARKET_DATA', () => {
  it.each<[string, unknown]>([
    ['replay', 'replay'],
    ['csv', 'csv'],
    ['yahoo', ['yahoo']],
    ['alphaVantage,fmp', ['alphaVantage', 'fmp']],
    [' fmp , alphaVantage ', ['fmp', 'alphaVantage']],
  ])('"%s" names its sources in their order', (text, sources) => {
    expect(configOf({ MARKET_DATA: text }).MARKET_DATA).toEqual(sources);
  });

  it.each(['crystal', 'fmp,', 'fmp,fmp', 'fmp,replay', 'FMP'])('"%s" is refused with what may be', (text) => {
    expect(() => configOf({ MARKET_DATA: text })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: expect.stringContaining(
          'MARKET_DATA expected replay, csv, or vendors in their order out of alphaVantage, fmp, yahoo',
        ),
      }),
    );
  });

  it.each([
    ['SIMULATOR_START', '2024-13-45', 'SIMULATOR_START expected a date from 2022-01-03 to 2100-12-31'],
    ['SIMULATOR_START', '2101-06-01', 'SIMULATOR_START expected a date from 2022-01-03 to 2100-12-31'],
    ['SIMULATOR_SEED', '4294967297', 'SIMULATOR_SEED'],
    ['SIMULATOR_BAR_MS', '0', 'SIMULATOR_BAR_MS'],
  ])('a simulator with %s %s is refused', (name, text, said) => {
    expect(() => configOf({ MARKET_DATA: 'replay', [name]: text })).toThrow(said);
  });

  it('may name vendors that stand elsewhere, by an address', () => {
    expect(configOf({ MARKET_DATA: 'fmp', FMP_URL: 'http://127.0.0.1:1' }).FMP_URL).toBe(
      'http://127.0.0.1:1',
    );
    expect(configOf({ MARKET_DATA: 'fmp' }).FMP_URL).toBe('https://financialmodelingprep.com');
    expect(() => configOf({ MARKET_DATA: 'fmp', FMP_URL: 'file:///etc' })).toThrow(
      /FMP_URL expected an address/,
    );
  });
});

/** Vendors as configured, which keep in memory what they share. */
const opened = (
  more: Readonly<Record<string, string>>,
  world: VendorWorld = vendorWorld(Date.UTC(2024, 6, 3)),
) => {
  const config = configOf(more);
  return openVendors(vendorsOf(config, config.MARKET_DATA as readonly Vendor[]), world);
};

describe('the feed of vendors', () => {
  const ASKED = {
    symbol: 'ACME',
    interval: '1d',
    upTo: Date.UTC(2024, 6, 3),
    after: Date.UTC(2024, 5, 1),
  } as const;

  it('asks them in their order, by the wall clock', async () => {
    const bars = [rawBar(dailyStart('2024-07-02'))];
    const sim = await startVendorSim(servedOf([{ symbol: 'ACME', interval: '1d', bars }]));
    const configured = {
      MARKET_DATA: 'alphaVantage,fmp',
      ALPHA_VANTAGE_URL: sim.origin,
      ALPHA_VANTAGE_API_KEY: 'wrong',
      FMP_URL: sim.origin,
      FMP_API_KEY: SIM_KEY,
    };
    const marketClock = marketClockOf(configOf(configured));
    expect(await opened(configured).bars(ASKED)).toEqual({ source: 'fmp', bars });
    expect([...sim.asked.keys()]).toEqual(['/query', '/stable/historical-price-eod/full']);
    expect(Math.abs(marketClock.now() - Date.now())).toBeLessThan(60_000);
    expect(marketClock.ended()).toBe(false);
    await sim.close();
  });

  it.each([
    ['alphaVantage', 'ALPHA_VANTAGE_API_KEY'],
    ['fmp', 'FMP_API_KEY'],
  ])('of %s says which key is missing', (vendor, variable) => {
    const missing = { code: 'CONFIG_INVALID', message: expect.stringContaining(`${variable} is missing`) };
    expect(() => opened({ MARKET_DATA: vendor })).toThrow(expect.objectContaining(missing));
  });

  it('looks up a key that is not in the environment when it is needed, and says which one is not there', async () => {
    const sim = await startVendorSim(
      servedOf([{ symbol: 'ACME', interval: '1d', bars: [rawBar(dailyStart('2024-07-02'))] }]),
    );
    const looked: string[] = [];
    const keys: Record<string, string> = {};
    const keyNamed = async (variable: string) => {
      looked.push(variable);
      return keys[variable];
    };
    const configured = { MARKET_DATA: 'fmp', FMP_URL: sim.origin };
    const marketData = opened(configured, { ...vendorWorld(Date.UTC(2024, 6, 3)), keyNamed });
    expect(looked).toEqual([]);
    const missing = { code: 'CONFIG_INVALID', message: expect.stringContaining('FMP_API_KEY is missing') };
    await expect(marketData.bars(ASKED)).rejects.toMatchObject(missing);
    keys['FMP_API_KEY'] = SIM_KEY;
    expect(await marketData.bars(ASKED)).toMatchObject({ source: 'fmp' });
    expect(looked).toEqual(['FMP_API_KEY', 'FMP_API_KEY']);
    await sim.close();
  });

  it.each([true, false])(
    'says how far back it reaches, where its vendors stand in (%s) and where not',
    async (isStandIn) => {
      const now = Date.UTC(2024, 6, 3);
      const marketData = opened({ MARKET_DATA: 'yahoo' }, { ...vendorWorld(now), isStandIn });
      const early = {
        ...ASKED,
        interval: '5min',
        after: Date.UTC(2023, 0, 1),
        upTo: Date.UTC(2023, 5, 1),
      } as const;
      expect(await marketData.bars(early)).toEqual({
        source: isStandIn ? 'yahoo (stand-in)' : 'yahoo',
        bars: [],
        reachesFrom: now - 58 * 86_400_000,
      });
    },
  );

  it.each(['vendors', '/vendors/', '/a b', 'https://x'])('"%s" is no path of keys', (path) => {
    expect(() => configOf({ MARKET_DATA: 'fmp', VENDOR_KEYS_PATH: path })).toThrow(
      'VENDOR_KEYS_PATH expected',
    );
  });
});

/** Two vendors at one address, the first of which refuses its key. */
function bothAt(origin: string) {
  const config = configOf({
    MARKET_DATA: 'alphaVantage,fmp',
    ALPHA_VANTAGE_URL: origin,
    ALPHA_VANTAGE_API_KEY: 'wrong',
    FMP_URL: origin,
    FMP_API_KEY: SIM_KEY,
  });
  return vendorsOf(config, config.MARKET_DATA as readonly Vendor[]);
}

describe('the quotes of vendors', () => {
  it('are asked for in their order', async () => {
    const bars = [rawBar(dailyStart('2024-07-02'))];
    const sim = await startVendorSim(servedOf([{ symbol: 'ACME', interval: '1d', bars }]));
    const vendors = bothAt(sim.origin);
    const quotes = openVendorQuotes(vendors, vendorWorld(Date.UTC(2024, 6, 3)));
    expect(await quotes.quotes(['ACME'])).toMatchObject([{ source: 'fmp', price: bars[0]!.close }]);
    expect([...sim.asked.keys()]).toEqual(['/query', '/stable/quote']);
    await sim.close();
  });

  it.each([
    ['replay', undefined, false],
    ['csv', undefined, false],
    ['yahoo', 'played', false],
    ['yahoo', 'live', true],
    ['yahoo', undefined, true],
  ])('are there for %s by a clock %s: %s', (source, clock, expected) => {
    const config = configOf({ MARKET_DATA: source, ...(clock && { MARKET_CLOCK: clock }) });
    const world = { ...vendorWorld(0), db: {} as Parameters<typeof liveQuotesOf>[1]['db'] };
    const quotes = liveQuotesOf({ ...config, OPS_TABLE: 'ops', CACHE_BARS_MS: 1 }, world);
    expect(quotes !== undefined).toBe(expected);
  });
});

describe('the splits of vendors', () => {
  it('are asked for in their order', async () => {
    const split = { sessionDate: '2024-07-02', numerator: 4, denominator: 1 };
    const sim = await startVendorSim(servedOf([]), { splits: { ACME: [split] } });
    const vendors = bothAt(sim.origin);
    const feed = openVendorSplits(vendors, vendorWorld(Date.UTC(2024, 6, 3)));
    const asked = { symbol: 'ACME', fromDate: '2024-07-01', toDate: '2024-07-05' };
    expect(await feed.splits(asked)).toEqual([split]);
    expect([...sim.asked.keys()]).toEqual(['/query', '/stable/splits']);
    await sim.close();
  });

  it.each([
    ['replay', undefined, false],
    ['csv', undefined, false],
    ['yahoo', 'played', false],
    ['yahoo', undefined, true],
  ])('are there for %s by a clock %s: %s', (source, clock, expected) => {
    const config = configOf({ MARKET_DATA: source, ...(clock && { MARKET_CLOCK: clock }) });
    const world = { ...vendorWorld(0), db: {} as Parameters<typeof feedBeside>[1]['db'] };
    const { splitFeed } = feedBeside({ ...config, OPS_TABLE: 'ops', CACHE_BARS_MS: 1 }, world);
    expect(splitFeed !== undefined).toBe(expected);
  });
});
