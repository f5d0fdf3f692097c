import fc from 'fast-check';
import { barHistory } from '../../lib/app/barHistory';
import { lengthenWhole } from '../../lib/app/lengthenWhole';
import { readBars } from '../../lib/app/readBars';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import type { StoredBar } from '../../lib/ports/BarStore';
import { isProblem, Problem } from '../../lib/problems';
import { walkBars, world } from '../support/world';

const SYMBOL = 'DEMO.A';
const FROM = '2021-01-04';
const TO = '2023-12-29';
const ALL = walkBars(FROM, TO, 5);
const CLOSES = sessionsBetween(FROM, TO).map(({ closeAt }) => closeAt);
const SERIES = { symbol: SYMBOL, interval: '1d' } as const;

class Killed extends Error {}

/** How one look, or one evaluation, goes wrong; `kept` is the share of bars stored before the worker dies. */
type Mishap = 'none' | 'source' | 'putFirst' | 'markWhole';

type Step = {
  readonly at: number;
  readonly count: number;
  readonly mishap: Mishap;
  readonly kept: number;
  readonly appends: boolean;
};

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Mishap>('none') },
  { weight: 1, arbitrary: fc.constantFrom<Mishap>('source', 'putFirst', 'markWhole') },
);

const step: fc.Arbitrary<Step> = fc.record({
  at: fc.integer({ min: 0, max: ALL.length - 1 }),
  count: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 100, max: 400 })),
  mishap,
  kept: fc.integer({ min: 0, max: 9 }),
  appends: fc.boolean(),
});

const indices = (maxLength: number): fc.Arbitrary<readonly number[]> =>
  fc.uniqueArray(fc.integer({ min: 1, max: ALL.length - 2 }), { maxLength });

/**
 * What is wrong with the source, by the index of a bar: it is not there, its row is rejected, it has a second reading,
 * or a row beside it begins at another time of the day.
 */
const flaws = fc.record({
  missing: indices(40),
  rejected: indices(120),
  doubled: indices(60),
  misaligned: fc.array(
    fc.record({
      beside: fc.integer({ min: 1, max: ALL.length - 2 }),
      hours: fc.constantFrom(-49, -25, -1, 1, 15),
    }),
    { maxLength: 120 },
  ),
});

type Flaws = Parameters<Parameters<typeof flaws.map>[0]>[0];

const HOUR_MS = 3_600_000;
const SECOND_READING = 7;

function installed({ missing, rejected, doubled, misaligned }: Flaws) {
  const [gone, bad, twice] = [new Set(missing), new Set(rejected), new Set(doubled)];
  const rows = ALL.flatMap((bar, index) => {
    if (gone.has(index)) return [];
    if (bad.has(index)) return [{ ...bar, high: bar.low / 2 }];
    return twice.has(index) ? [bar, { ...bar, volume: SECOND_READING }] : [bar];
  });
  const strays = misaligned.map(({ beside, hours }) => {
    const bar = ALL[beside]!;
    return { ...bar, startAt: bar.startAt + hours * HOUR_MS };
  });
  const at = world({ bars: { [SYMBOL]: [...rows, ...strays] }, marketNow: CLOSES.at(-1)! });
  const good = ALL.flatMap((_, index) => (gone.has(index) || bad.has(index) ? [] : [CLOSES[index]!]));
  return { ...at, good };
}

type Installed = ReturnType<typeof installed>;

/** The dependencies of a worker that meets with a mishap. */
function worker({ deps }: Installed, { mishap: what, kept }: Step): Installed['deps'] {
  const bars: typeof deps.bars = {
    ...deps.bars,
    putFirst: async (series, interval, all) => {
      if (what !== 'putFirst') return deps.bars.putFirst(series, interval, all);
      await deps.bars.putFirst(
        series,
        interval,
        all.filter((_, index) => (index * 7) % 10 < kept),
      );
      throw new Killed();
    },
    markWhole: async (...marking) => {
      if (what === 'markWhole') throw new Killed();
      await deps.bars.markWhole(...marking);
    },
  };
  const down = { bars: () => Promise.reject(new Problem('MARKET_UNAVAILABLE', 'Not now.')) };
  return { ...deps, bars, ...(what === 'source' && { marketData: down }) };
}

/** A look at the history, and what evaluations do behind it: bars stored as they close, one after another. */
async function taken(at: Installed, one: Step): Promise<readonly number[] | undefined> {
  const deps = worker(at, one);
  const upTo = CLOSES[one.at]!;
  try {
    const { bars } = await barHistory(deps, { ...SERIES, upTo, count: one.count });
    if (one.appends) await append(deps, upTo);
    expect(bars.filter(({ volume }) => volume === SECOND_READING)).toEqual([]);
    return bars.map(({ closedAt }) => closedAt);
  } catch (error) {
    if (error instanceof Killed || isProblem(error, 'MARKET_UNAVAILABLE')) return undefined;
    throw error;
  }
}

async function append(deps: Installed['deps'], after: number): Promise<void> {
  const next = await deps.marketData.bars({ ...SERIES, after, upTo: after + 14 * 86_400_000 });
  const fresh = next.bars
    .map((bar) => ({ ...bar, closedAt: CLOSES[ALL.findIndex(({ startAt }) => startAt === bar.startAt)]! }))
    .filter(({ closedAt, high, low, volume }) => closedAt > 0 && high >= low && volume !== SECOND_READING)
    .map((bar) => ({ ...bar, source: 'memory', quality: [] }));
  await deps.bars.putFirst(SYMBOL, '1d', fresh);
  await lengthenWhole(deps, { ...SERIES, after, through: fresh.at(-1)?.closedAt ?? after });
}

const STARTS = new Map(CLOSES.map((closedAt, index) => [closedAt, ALL[index]!.startAt]));

type Query = Parameters<typeof readBars>[1];

const isAsked = (closedAt: number, { from = -Infinity, before = Infinity }: Query): boolean => {
  const startAt = STARTS.get(closedAt)!;
  return from <= startAt && startAt < before;
};

const queryOf = (limit: number, from: number | undefined, before: number | undefined): Query => ({
  ...SERIES,
  limit,
  ...(from !== undefined && { from: ALL[from]!.startAt }),
  ...(before !== undefined && { before: ALL[before]!.startAt }),
});

/** A list page after page, while the source is down; `ended` when its end was reached. */
async function pagesOf(deps: Installed['deps'], query: Query) {
  const items: StoredBar[] = [];
  let after: number | undefined;
  try {
    do {
      const page = await readBars(deps, { ...query, ...(after !== undefined && { after }) });
      items.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    return { items, ended: true };
  } catch (error) {
    if (isProblem(error, 'MARKET_UNAVAILABLE')) return { items, ended: false };
    throw error;
  }
}

describe('the history of a series', () => {
  it('is that of its source without a hole, whatever was looked at, stored or cut off before', async () => {
    await fc.assert(
      fc.asyncProperty(flaws, fc.array(step, { minLength: 2, maxLength: 8 }), async (flawed, steps) => {
        const at = installed(flawed);
        for (const one of steps) {
          const closes = await taken(at, one);
          const known = at.good.filter((closedAt) => closedAt <= CLOSES[one.at]!);
          if (closes) expect(closes).toEqual(known.slice(-one.count));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is served in an outage without a hole, or not at all', async () => {
    const page = fc.record(
      {
        from: fc.integer({ min: 0, max: ALL.length - 1 }),
        before: fc.integer({ min: 0, max: ALL.length - 1 }),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        flaws,
        fc.array(step, { minLength: 1, maxLength: 6 }),
        page,
        fc.integer({ min: 1, max: 300 }),
        async (flawed, steps, { from, before }, limit) => {
          const at = installed(flawed);
          for (const one of steps) await taken(at, one);
          const deps = worker(at, { at: 0, count: 1, kept: 0, appends: false, mishap: 'source' });
          const query = queryOf(limit, from, before);
          const pages = await pagesOf(deps, query);
          const closes = pages.items.map(({ closedAt }) => closedAt);
          const asked = at.good.filter((closedAt) => isAsked(closedAt, query));
          if (closes.length > 0) expect(asked.join()).toContain(closes.join());
          if (pages.ended && from !== undefined && before !== undefined) expect(closes).toEqual(asked);
          if (pages.ended && from === undefined && before !== undefined)
            expect(closes).toEqual(asked.slice(-limit));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives the newest bars there are, whatever rows stand among them', async () => {
    await fc.assert(
      fc.asyncProperty(flaws, step, fc.integer({ min: 1, max: 300 }), async (flawed, { at: now }, limit) => {
        const at = installed(flawed);
        at.marketClock.set(CLOSES[now]!);
        const { items } = await readBars(at.deps, { ...SERIES, limit });
        const known = at.good.filter((closedAt) => closedAt <= CLOSES[now]!);
        expect(items.map(({ closedAt }) => closedAt)).toEqual(known.slice(-limit));
        expect(items.filter(({ volume }) => volume === SECOND_READING)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
