import { alphaVantageMarketData } from '../../../../lib/adapters/alphaVantage/alphaVantageMarketData';
import type { Asking } from '../../../../lib/adapters/vendor/askVendor';
import { vendorGate } from '../../../../lib/adapters/vendor/vendorGate';
import { memoryVendorStandings } from '../../../../lib/adapters/memory/memoryVendorStandings';
import { fallbackMarketData } from '../../../../lib/adapters/fallback/fallbackMarketData';
import { fmpMarketData } from '../../../../lib/adapters/fmp/fmpMarketData';
import { yahooMarketData } from '../../../../lib/adapters/yahoo/yahooMarketData';
import { askingAt, vendorWorld } from '../../../support/vendorWorld';
import { FREE_KEY, SIM_KEY } from '../../../../lib/local/vendorSim/answers';
import type { Mishap } from '../../../../lib/local/vendorSim/mishaps';
import type { VendorSim } from '../../../../lib/local/vendorSim/vendorSim';
import { startVendorSim } from '../../../../lib/local/vendorSim/vendorSim';
import { servedOf } from '../../../support/servedSeries';
import type { Interval } from '../../../../lib/market/interval';
import type { MarketData } from '../../../../lib/ports/MarketData';
import { Problem } from '../../../../lib/problems';
import { dailyStart, rawBar } from '../../../support/rawBars';

const BARS = ['2024-07-01', '2024-07-02'].map((date) => rawBar(dailyStart(date)));
const SERVED = servedOf([{ symbol: 'ACME', interval: '1d', bars: BARS }]);
const UP_TO = Date.UTC(2024, 6, 3);
const ASKED = { symbol: 'ACME', interval: '1d', upTo: UP_TO, after: Date.UTC(2024, 5, 1) } as const;

let sim: VendorSim;
const world = vendorWorld(UP_TO);
const { pauses } = world;
beforeAll(async () => {
  sim = await startVendorSim(SERVED);
});
beforeEach(() => {
  pauses.splice(0);
  world.clock.set(UP_TO);
});
afterAll(() => sim.close());

const asking = (origin = sim.origin) => askingAt(origin, world);

const VENDORS_AT: Readonly<Record<string, (at: Asking, key: () => Promise<string>) => MarketData>> = {
  alphaVantage: alphaVantageMarketData,
  fmp: fmpMarketData,
  yahoo: yahooMarketData,
};
const VENDORS = Object.fromEntries(
  Object.entries(VENDORS_AT).map(([name, make]) => [name, (key: string) => make(asking(), async () => key)]),
);

const failureOf = (data: Promise<unknown>): Promise<Problem> =>
  data.then(
    () => new Problem('INTERNAL', 'it has answered'),
    (error: unknown) => error as Problem,
  );

const requests = () => [...sim.asked.values()].reduce((sum, count) => sum + count, 0);

describe.each(Object.keys(VENDORS))('%s', (name) => {
  const vendor = (key = SIM_KEY) => VENDORS[name]!(key);

  it.each<[string, readonly Mishap[], number]>([
    ['in order', [], 1],
    ['packed', ['gzip'], 1],
    ['after it was down twice', ['down', 'down'], 3],
    ['after it hung up', ['hangUp'], 2],
  ])('serves bars %s', async (_how, mishaps, times) => {
    sim.next(...mishaps);
    const before = requests();
    expect((await vendor().bars(ASKED)).bars).toEqual(BARS);
    expect([requests() - before, pauses.length]).toEqual([times, times - 1]);
  });

  it.each<[string, readonly Mishap[], string, number]>([
    ['is down', ['down', 'down', 'down'], 'MARKET_UNAVAILABLE', 3],
    ['hangs up', ['hangUp', 'hangUp', 'hangUp'], 'MARKET_UNAVAILABLE', 3],
    ['shows a page', ['html'], 'MARKET_MALFORMED', 1],
    ['is cut off', ['truncated'], 'MARKET_MALFORMED', 1],
    ['never ends', ['endless'], 'MARKET_MALFORMED', 1],
  ])('that %s is told', async (_how, mishaps, code, times) => {
    sim.next(...mishaps);
    const before = requests();
    expect(await failureOf(vendor().bars(ASKED))).toMatchObject({ code });
    expect(requests() - before).toBe(times);
  });

  it('that is slow is given up when its caller waits no longer', async () => {
    sim.next('slow');
    const before = requests();
    const asked = { ...ASKED, answerBy: world.clock.now() + 60 };
    expect(await failureOf(vendor().bars(asked))).toMatchObject({ code: 'MARKET_UNAVAILABLE' });
    expect(requests() - before).toBeGreaterThan(0);
    world.clock.advance(60);
    const late = requests();
    expect(await failureOf(vendor().bars(asked))).toMatchObject({ code: 'MARKET_UNAVAILABLE' });
    expect(requests()).toBe(late);
  });

  it('whose quota is used up is not asked again, and tells nobody its key', async () => {
    const limited = await startVendorSim(SERVED, { plan: { perDay: 2 } });
    const ownGate = {
      gate: vendorGate(
        name,
        { perDay: 9, perMinute: 6_000 },
        { ...world, standings: memoryVendorStandings() },
      ),
    };
    const market = VENDORS_AT[name]!({ ...asking(limited.origin), ...ownGate }, async () => SIM_KEY);
    for (let call = 0; call < 2; call += 1) expect((await market.bars(ASKED)).bars).toEqual(BARS);
    const problem = await failureOf(market.bars(ASKED));
    expect(problem).toMatchObject({
      code: 'MARKET_RATE_LIMITED',
      retryAfterSeconds: name === 'alphaVantage' ? 3_600 : 60,
    });
    expect(JSON.stringify([problem, problem.message, world.log.lines])).not.toContain(SIM_KEY);
    const asked = [...limited.asked.values()][0];
    expect(await failureOf(market.bars(ASKED))).toMatchObject({ code: 'MARKET_RATE_LIMITED' });
    expect([...limited.asked.values()][0]).toBe(asked);
    await limited.close();
  });

  it('is known not to know a symbol', async () => {
    const problem = await failureOf(vendor().bars({ ...ASKED, symbol: 'NOPE' }));
    expect(problem).toMatchObject({ code: 'SYMBOL_UNKNOWN', message: expect.stringContaining('"NOPE"') });
  });
});

it.each([
  ['alphaVantage', 'ALPHA_VANTAGE_API_KEY'],
  ['fmp', 'FMP_API_KEY'],
])('a key that %s refuses is named by its variable, and not told', async (name, variable) => {
  const problem = await failureOf(VENDORS[name]!('secret-of-mine').bars(ASKED));
  expect(problem).toMatchObject({ code: 'MARKET_AUTH', message: expect.stringContaining(variable) });
  expect(JSON.stringify([problem, problem.message, problem.cause])).not.toContain('secret-of-mine');
});

it.each(['alphaVantage', 'fmp'])('a symbol that the plan at %s lacks is no unknown one', async (name) => {
  const problem = await failureOf(VENDORS[name]!(SIM_KEY).bars({ ...ASKED, symbol: 'PREMIUM' }));
  expect(problem).toMatchObject({ code: 'MARKET_ENTITLEMENT', retryable: false });
});

describe('Alpha Vantage, which answers 200 all the same,', () => {
  it('is asked for its last hundred bars where a free key has no more', async () => {
    const before = requests();
    const vendor = VENDORS['alphaVantage']!(FREE_KEY);
    const years = { ...ASKED, after: Date.UTC(2020, 0, 1) };
    expect((await vendor.bars(years)).bars).toEqual(BARS);
    expect((await vendor.bars(years)).bars).toEqual(BARS);
    // Once for all of them, which is remembered.
    expect(requests() - before).toBe(3);
    const hours = { ...ASKED, interval: '5min' } as const;
    expect(await failureOf(vendor.bars(hours))).toMatchObject({ code: 'MARKET_ENTITLEMENT' });
  });

  it('is left alone for a moment when it asks for one', async () => {
    sim.next('burst');
    expect((await VENDORS['alphaVantage']!(SIM_KEY).bars(ASKED)).bars).toEqual(BARS);
    expect(pauses).toEqual([1_100]);
  });

  it('is not asked again on a day whose quota is used up', async () => {
    sim.next('dayQuota');
    const problem = await failureOf(VENDORS['alphaVantage']!(SIM_KEY).bars(ASKED));
    expect(problem).toMatchObject({ code: 'MARKET_RATE_LIMITED', retryAfterSeconds: 3_600 });
    expect(problem.message).not.toContain(SIM_KEY);
    expect(pauses).toEqual([]);
  });
});

it('a vendor that is not there does not answer', async () => {
  const nowhere = yahooMarketData(asking('http://127.0.0.1:9'));
  expect(await failureOf(nowhere.bars(ASKED))).toMatchObject({ code: 'MARKET_UNAVAILABLE' });
});

describe('providers in their order', () => {
  const failing = (code: 'SYMBOL_UNKNOWN' | 'MARKET_UNAVAILABLE' | 'MARKET_AUTH'): MarketData => ({
    bars: () => Promise.reject(new Problem(code, `It is ${code}.`)),
  });
  const sound: MarketData = { bars: () => Promise.resolve({ source: 'second', bars: BARS }) };
  const both = (first: MarketData, second: MarketData) =>
    fallbackMarketData(
      [
        { name: 'one', marketData: first },
        { name: 'two', marketData: second },
      ],
      world,
    ).bars(ASKED);

  it('are asked until one serves', async () => {
    for (const code of ['SYMBOL_UNKNOWN', 'MARKET_UNAVAILABLE', 'MARKET_AUTH'] as const)
      expect(await both(failing(code), sound)).toMatchObject({ source: 'second' });
    expect(world.log.lines.at(-1)).toEqual({
      level: 'warn',
      message: 'bars of another source',
      symbol: 'ACME',
      source: 'two',
      instead: [{ provider: 'one', code: 'MARKET_AUTH' }],
    });
  });

  it('are asked within twenty seconds together, each with its share, or sooner where their caller says so', async () => {
    const until: (number | undefined)[] = [];
    const asked: MarketData = {
      bars: (query) => {
        until.push(query.answerBy);
        return failing('MARKET_UNAVAILABLE').bars(query);
      },
    };
    await failureOf(both(asked, asked));
    await failureOf(
      fallbackMarketData([{ name: 'one', marketData: asked }], world).bars({ ...ASKED, answerBy: 7 }),
    );
    expect(until).toEqual([UP_TO + 10_000, UP_TO + 20_000, 7]);
  });

  it('are not asked again within the hour for what their plan lacks', async () => {
    const asked: string[] = [];
    const lacking: MarketData = {
      bars: ({ symbol }) => {
        asked.push(symbol);
        return Promise.reject(new Problem('MARKET_ENTITLEMENT', 'Not in this plan.'));
      },
    };
    const market = fallbackMarketData(
      [
        { name: 'one', marketData: lacking },
        { name: 'two', marketData: sound },
      ],
      world,
    );
    for (const symbol of ['ACME', 'ACME', 'OTHER', 'ACME'])
      expect(await market.bars({ ...ASKED, symbol })).toMatchObject({ source: 'second' });
    expect(asked).toEqual(['ACME', 'OTHER']);
    world.clock.advance(3_600_000);
    await market.bars(ASKED);
    expect(asked).toEqual(['ACME', 'OTHER', 'ACME']);
  });

  it.each([
    ['are not asked for bars of a session within a minute', false, ['ACME 1d', 'OTHER 1h', 'ACME 5min']],
    [
      'that stand in for real ones are asked all the same',
      true,
      ['ACME 1d', 'ACME 1h', 'OTHER 1h', 'ACME 5min'],
    ],
  ])('that do not know a symbol in daily bars %s', async (_what, isStandIn, questions) => {
    const asked: string[] = [];
    const unknowing: MarketData = {
      bars: (query) => {
        asked.push(`${query.symbol} ${query.interval}`);
        return failing('SYMBOL_UNKNOWN').bars(query);
      },
    };
    const market = fallbackMarketData([{ name: 'one', marketData: unknowing }], { ...world, isStandIn });
    const ask = async (symbol: string, interval: Interval) =>
      expect(await failureOf(market.bars({ ...ASKED, symbol, interval }))).toMatchObject({
        code: 'SYMBOL_UNKNOWN',
      });
    await ask('ACME', '1d');
    await ask('ACME', '1h');
    await ask('OTHER', '1h');
    world.clock.advance(60_000);
    await ask('ACME', '5min');
    expect(asked).toEqual(questions);
  });

  it.each([
    ['SYMBOL_UNKNOWN', 'SYMBOL_UNKNOWN', 'SYMBOL_UNKNOWN'],
    ['MARKET_UNAVAILABLE', 'SYMBOL_UNKNOWN', 'SYMBOL_UNKNOWN'],
    ['SYMBOL_UNKNOWN', 'MARKET_UNAVAILABLE', 'SYMBOL_UNKNOWN'],
    ['MARKET_AUTH', 'SYMBOL_UNKNOWN', 'MARKET_AUTH'],
    ['MARKET_AUTH', 'MARKET_UNAVAILABLE', 'MARKET_AUTH'],
    ['MARKET_UNAVAILABLE', 'MARKET_AUTH', 'MARKET_UNAVAILABLE'],
  ] as const)('that say %s and %s are together %s, and each is told', async (one, two, code) => {
    expect(await failureOf(both(failing(one), failing(two)))).toMatchObject({
      code,
      details: [
        { provider: 'one', code: one },
        { provider: 'two', code: two },
      ],
    });
  });

  it('that meet a bug do not hide it', async () => {
    const broken: MarketData = { bars: () => Promise.reject(new TypeError('a bug')) };
    await expect(both(broken, sound)).rejects.toBeInstanceOf(TypeError);
  });
});
