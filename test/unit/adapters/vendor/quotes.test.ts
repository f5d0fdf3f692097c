import { alphaVantageQuotes } from '../../../../lib/adapters/alphaVantage/alphaVantageQuotes';
import { fmpQuotes } from '../../../../lib/adapters/fmp/fmpQuotes';
import type { Asking } from '../../../../lib/adapters/vendor/askVendor';
import { yahooQuotes } from '../../../../lib/adapters/yahoo/yahooQuotes';
import { FREE_KEY, SIM_KEY } from '../../../../lib/local/vendorSim/answers';
import type { Mishap } from '../../../../lib/local/vendorSim/mishaps';
import type { VendorSim } from '../../../../lib/local/vendorSim/vendorSim';
import { startVendorSim } from '../../../../lib/local/vendorSim/vendorSim';
import type { LiveQuotes } from '../../../../lib/ports/LiveQuotes';
import { dailyStart, rawBar } from '../../../support/rawBars';
import { servedOf } from '../../../support/servedSeries';
import { askingAt, vendorWorld } from '../../../support/vendorWorld';

const DAILY = rawBar(dailyStart('2024-07-01'));
const CLOSED_AT = Date.UTC(2024, 6, 2, 13, 35);
const NEWEST = { ...rawBar(CLOSED_AT - 300_000), close: 100.25 };
const SYMBOLS = Array.from({ length: 120 }, (_, place) => `S${place}`);

let sim: VendorSim;
const world = vendorWorld(CLOSED_AT);
beforeAll(async () => {
  const daily = ['ACME', ...SYMBOLS].map((symbol) => ({ symbol, interval: '1d', bars: [DAILY] }) as const);
  sim = await startVendorSim(servedOf([...daily, { symbol: 'ACME', interval: '5min', bars: [NEWEST] }]));
});
beforeEach(() => {
  world.pauses.splice(0);
  world.clock.set(CLOSED_AT);
});
afterAll(() => sim.close());

const VENDORS: Readonly<Record<string, (asking: Asking, key: () => Promise<string>) => LiveQuotes>> = {
  alphaVantage: alphaVantageQuotes,
  fmp: fmpQuotes,
  yahoo: yahooQuotes,
};
const quotesOf = (name: string, key = SIM_KEY, limits?: Parameters<typeof askingAt>[2]) =>
  VENDORS[name]!(askingAt(sim.origin, world, limits), async () => key);

/** How often a stand-in is asked while something goes on. */
async function requestsOf(work: () => Promise<unknown>): Promise<number> {
  const count = () => [...sim.asked.values()].reduce((sum, asked) => sum + asked, 0);
  const before = count();
  await work();
  return count() - before;
}

describe.each(Object.keys(VENDORS))('a quote of %s', (name) => {
  it('names its source, and asks once', async () => {
    const asked = await requestsOf(async () => {
      const [quote] = await quotesOf(name).quotes(['ACME']);
      expect(quote).toMatchObject({ symbol: 'ACME', source: name, asOf: expect.any(Number) });
    });
    expect(asked).toBe(1);
  });

  it.each<[string, readonly Mishap[], string, number]>([
    ['is down', ['down', 'down', 'down'], 'MARKET_UNAVAILABLE', 3],
    ['shows a page', ['html'], 'MARKET_MALFORMED', 1],
    ['is cut off', ['truncated'], 'MARKET_MALFORMED', 1],
    ['has no calls left', ['dayQuota'], 'MARKET_RATE_LIMITED', 1],
  ])('that %s is told', async (_how, mishaps, code, times) => {
    sim.next(...mishaps);
    const asked = await requestsOf(() =>
      expect(quotesOf(name).quotes(['ACME'])).rejects.toMatchObject({ code }),
    );
    expect(asked).toBe(times);
  });

  it('comes after it was down twice', async () => {
    sim.next('down', 'down');
    expect(await quotesOf(name).quotes(['ACME'])).toHaveLength(1);
    expect(world.pauses).toHaveLength(2);
  });

  it('is asked for no more than the plan allows', async () => {
    const one = quotesOf(name, SIM_KEY, { perDay: 1, perMinute: 60_000_000 });
    await one.quotes(['ACME']);
    const asked = await requestsOf(() =>
      expect(one.quotes(['ACME'])).rejects.toMatchObject({ code: 'MARKET_RATE_LIMITED' }),
    );
    expect(asked).toBe(0);
  });

  it('is not waited for when its caller waits no longer', async () => {
    const asked = await requestsOf(() =>
      expect(quotesOf(name).quotes(['ACME'], CLOSED_AT)).rejects.toMatchObject({
        code: 'MARKET_UNAVAILABLE',
      }),
    );
    expect(asked).toBe(0);
  });
});

it.each([
  ['alphaVantage', { price: NEWEST.close, asOf: CLOSED_AT }],
  ['fmp', { price: NEWEST.close, asOf: CLOSED_AT }],
  ['yahoo', { price: DAILY.close, asOf: Date.UTC(2024, 6, 1, 20) }],
])('a quote of %s is that of the newest bar it was asked of', async (name, quote) => {
  expect(await quotesOf(name).quotes(['ACME'])).toEqual([{ symbol: 'ACME', source: name, ...quote }]);
});

describe.each(['alphaVantage', 'fmp'])('quotes of several symbols at %s', (name) => {
  it('come a hundred at a time', async () => {
    const asked = await requestsOf(async () =>
      expect(await quotesOf(name).quotes(SYMBOLS)).toHaveLength(SYMBOLS.length),
    );
    expect(asked).toBe(2);
  });

  it('are asked for one by one where the plan lacks them together', async () => {
    const asked = await requestsOf(async () =>
      expect(await quotesOf(name, FREE_KEY).quotes(['S1', 'S2', 'S3'])).toHaveLength(3),
    );
    expect(asked).toBe(4);
  });

  it('are refused where the plan lacks one of them, by name', async () => {
    await expect(quotesOf(name, FREE_KEY).quotes(['S1', 'PREMIUM'])).rejects.toMatchObject({
      code: 'MARKET_ENTITLEMENT',
      message: expect.stringContaining('("PREMIUM")'),
    });
  });

  it('are refused to a key that is wrong, which is not told', async () => {
    const failure: unknown = await quotesOf(name, 'secret-of-mine')
      .quotes(['S1', 'S2'])
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'MARKET_AUTH', message: expect.stringContaining('_API_KEY') });
    expect(JSON.stringify([failure, (failure as Error).message])).not.toContain('secret-of-mine');
  });

  it('are refused without a word of bars', async () => {
    await expect(quotesOf(name).quotes(['NOPE'])).rejects.toMatchObject({
      message: expect.stringMatching(/^symbol "NOPE" is not known to .*, or has no quote there\./),
    });
  });
});
