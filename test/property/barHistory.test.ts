import fc from 'fast-check';
import { barHistory } from '../../lib/app/barHistory';
import { lengthenWhole } from '../../lib/app/lengthenWhole';
import { readBars } from '../../lib/app/readBars';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
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

/** Bars that the source has not, and rows of it that are rejected, by their index. */
const flaws = fc.record({
  missing: fc.uniqueArray(fc.integer({ min: 1, max: ALL.length - 2 }), { maxLength: 40 }),
  rejected: fc.uniqueArray(fc.integer({ min: 1, max: ALL.length - 2 }), { maxLength: 120 }),
});

function installed({ missing, rejected }: { missing: readonly number[]; rejected: readonly number[] }) {
  const [gone, bad] = [new Set(missing), new Set(rejected)];
  const rows = ALL.map((bar, index) => (bad.has(index) ? { ...bar, high: bar.low / 2 } : bar));
  const bars = rows.filter((_, index) => !gone.has(index));
  const at = world({ bars: { [SYMBOL]: bars }, marketNow: CLOSES.at(-1)! });
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
    .filter(({ high, low }) => high >= low)
    .map((bar) => ({ ...bar, source: 'memory', quality: [] }));
  await deps.bars.putFirst(SYMBOL, '1d', fresh);
  await lengthenWhole(deps, { ...SERIES, after, through: fresh.at(-1)?.closedAt ?? after });
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
          const query = {
            ...SERIES,
            limit,
            ...(from !== undefined && { from: ALL[from]!.startAt }),
            ...(before !== undefined && { before: ALL[before]!.startAt }),
          };
          const served = await readBars(deps, query).catch((error: unknown) => {
            if (isProblem(error, 'MARKET_UNAVAILABLE')) return undefined;
            throw error;
          });
          const closes = served?.items.map(({ closedAt }) => closedAt) ?? [];
          const [first, last] = [closes[0], closes.at(-1)];
          if (first === undefined || last === undefined) return;
          expect(closes).toEqual(at.good.filter((closedAt) => closedAt >= first && closedAt <= last));
        },
      ),
      { numRuns: 300 },
    );
  });
});
