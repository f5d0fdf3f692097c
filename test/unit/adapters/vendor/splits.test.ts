import { alphaVantageSplits } from '../../../../lib/adapters/alphaVantage/alphaVantageSplits';
import { fmpSplits } from '../../../../lib/adapters/fmp/fmpSplits';
import type { Asking } from '../../../../lib/adapters/vendor/askVendor';
import { yahooSplits } from '../../../../lib/adapters/yahoo/yahooSplits';
import { SIM_KEY } from '../../../../lib/local/vendorSim/answers';
import type { Mishap } from '../../../../lib/local/vendorSim/mishaps';
import type { VendorSim } from '../../../../lib/local/vendorSim/vendorSim';
import { startVendorSim } from '../../../../lib/local/vendorSim/vendorSim';
import type { SplitFeed } from '../../../../lib/ports/SplitFeed';
import { dailyStart, rawBar } from '../../../support/rawBars';
import { servedOf } from '../../../support/servedSeries';
import { askingAt, vendorWorld } from '../../../support/vendorWorld';

const NOW = Date.UTC(2024, 6, 2, 20);
const SPLIT = { sessionDate: '2024-07-02', numerator: 4, denominator: 1 };
const SERVED = servedOf([{ symbol: 'ACME', interval: '1d', bars: [rawBar(dailyStart('2024-07-01'))] }]);
const ASKED = { symbol: 'ACME', fromDate: '2024-06-03', toDate: '2024-07-05' };

let sim: VendorSim;
const world = vendorWorld(NOW);
beforeAll(async () => {
  sim = await startVendorSim(SERVED, { splits: { ACME: [SPLIT] } });
});
beforeEach(() => {
  world.pauses.splice(0);
  world.clock.set(NOW);
});
afterAll(() => sim.close());

const VENDORS: Readonly<Record<string, (asking: Asking, key: () => Promise<string>) => SplitFeed>> = {
  alphaVantage: alphaVantageSplits,
  fmp: fmpSplits,
  yahoo: yahooSplits,
};
type Limits = Parameters<typeof askingAt>[2];
const splitsOf = (name: string, key = SIM_KEY, limits?: Limits, origin = sim.origin) =>
  VENDORS[name]!(askingAt(origin, world, limits), async () => key);

/** How often a stand-in is asked while something goes on. */
async function requestsOf(work: () => Promise<unknown>): Promise<number> {
  const count = () => [...sim.asked.values()].reduce((sum, asked) => sum + asked, 0);
  const before = count();
  await work();
  return count() - before;
}

/** All that a failure says, wherever it says it. */
async function wordsOf(answer: Promise<unknown>): Promise<string> {
  const failure = (await answer.catch((error: unknown) => error)) as Error;
  return JSON.stringify([failure, failure.message, failure.stack, failure.cause, world.log.lines]);
}

describe.each(Object.keys(VENDORS))('splits of %s', (name) => {
  it('take one question', async () => {
    const asked = await requestsOf(async () => expect(await splitsOf(name).splits(ASKED)).toEqual([SPLIT]));
    expect(asked).toBe(1);
  });

  it.each<[string, readonly Mishap[], number]>([
    ['packed', ['gzip'], 1],
    ['after it was down twice', ['down', 'down'], 3],
    ['after it hung up', ['hangUp'], 2],
  ])('come %s', async (_how, mishaps, times) => {
    sim.next(...mishaps);
    const asked = await requestsOf(async () => expect(await splitsOf(name).splits(ASKED)).toEqual([SPLIT]));
    expect([asked, world.pauses.length]).toEqual([times, times - 1]);
  });

  it.each<[string, readonly Mishap[], string, number]>([
    ['is down', ['down', 'down', 'down'], 'MARKET_UNAVAILABLE', 3],
    ['shows a page', ['html'], 'MARKET_MALFORMED', 1],
    ['is cut off', ['truncated'], 'MARKET_MALFORMED', 1],
    ['never ends', ['endless'], 'MARKET_MALFORMED', 1],
    ['has no calls left', ['dayQuota'], 'MARKET_RATE_LIMITED', 1],
  ])('are refused while it %s', async (_how, mishaps, code, times) => {
    sim.next(...mishaps);
    const asked = await requestsOf(() =>
      expect(splitsOf(name).splits(ASKED)).rejects.toMatchObject({ code }),
    );
    expect(asked).toBe(times);
  });

  it('are asked for no more than the plan allows', async () => {
    const one = splitsOf(name, SIM_KEY, { perDay: 1, perMinute: 60_000_000 });
    await one.splits(ASKED);
    const asked = await requestsOf(() =>
      expect(one.splits(ASKED)).rejects.toMatchObject({ code: 'MARKET_RATE_LIMITED' }),
    );
    expect(asked).toBe(0);
  });

  it('are not waited for when their caller waits no longer', async () => {
    const asked = await requestsOf(() =>
      expect(splitsOf(name).splits({ ...ASKED, answerBy: NOW })).rejects.toMatchObject({
        code: 'MARKET_UNAVAILABLE',
      }),
    );
    expect(asked).toBe(0);
  });

  it('beyond the quota of its plan are refused without a word of the key', async () => {
    const limited = await startVendorSim(SERVED, { plan: { perDay: 0 } });
    const words = await wordsOf(splitsOf(name, SIM_KEY, undefined, limited.origin).splits(ASKED));
    await limited.close();
    expect(words).toContain('MARKET_RATE_LIMITED');
    expect(words).not.toContain(SIM_KEY);
  });
});

describe.each(['alphaVantage', 'fmp'])('splits of %s', (name) => {
  it('that its plan lacks are refused, and said to be splits', async () => {
    await expect(splitsOf(name).splits({ ...ASKED, symbol: 'PREMIUM' })).rejects.toMatchObject({
      code: 'MARKET_ENTITLEMENT',
      message: expect.stringMatching(/does not serve (these splits|the symbol) \("PREMIUM"\)/),
    });
  });

  it('are refused to a key that is wrong, which is not told', async () => {
    const words = await wordsOf(splitsOf(name, 'secret-of-mine').splits(ASKED));
    expect(words).toMatch(/MARKET_AUTH.*_API_KEY/);
    expect(words).not.toContain('secret-of-mine');
  });
});

it.each(['alphaVantage', 'yahoo'])(
  'a symbol that %s does not know is no symbol without splits',
  async (name) => {
    await expect(splitsOf(name).splits({ ...ASKED, symbol: 'NOPE' })).rejects.toMatchObject({
      code: 'SYMBOL_UNKNOWN',
      message: expect.stringMatching(/^symbol "NOPE" is not known to .*, or has no record of splits there\./),
    });
  },
);

it('the key of Financial Modeling Prep is in no address', async () => {
  const seen: string[] = [];
  const asking = askingAt(sim.origin, world);
  const feed = fmpSplits(
    {
      ...asking,
      transport: (request, withinMs) => {
        seen.push(JSON.stringify([request.path, request.query]));
        return asking.transport(request, withinMs);
      },
    },
    async () => SIM_KEY,
  );
  await feed.splits(ASKED);
  expect(seen).toEqual(['["/stable/splits",{"symbol":"ACME"}]']);
});
