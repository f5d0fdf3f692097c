import fc from 'fast-check';
import { memoryMarketData } from '../../lib/adapters/memory/memoryMarketData';
import { isMarketNotice } from '../../lib/alerts/marketNotice';
import type { AlertRecord } from '../../lib/alerts/alertRecord';
import { checkAlerts } from '../../lib/app/checkAlerts';
import { evaluateSeries } from '../../lib/app/evaluateSeries';
import { createRule } from '../../lib/app/rules';
import type { RawBar } from '../../lib/market/bar';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import { BAD_TICKS, fatTailedBars } from '../support/badTicks';
import { seededRandom, world } from '../support/world';

// Ten thousand evaluations.
jest.setTimeout(120_000);

const SYMBOL = 'FAT.1';
const SERIES = { symbol: SYMBOL, interval: '1d' } as const;
const [FROM, TO] = ['2021-01-04', '2021-04-30'];
const CLOSES = sessionsBetween(FROM, TO).map(({ closeAt }) => closeAt);
/** Bars before the rules are armed: enough for jumps to be told from what is usual. */
const BEFORE = 65;
const ANSWERS = 10;
const MOST_LATE = 3;

/** A bar of each kind among those that are judged: one that stays, a bad one, a wick, a halt. */
function eventful(seed: number): readonly RawBar[] {
  const random = seededRandom(seed);
  const rows = fatTailedBars(seed, FROM, TO);
  const place = () => BEFORE + 1 + Math.floor(random() * (ANSWERS - 2));
  const [jump, tick, wick, halt] = [place(), place(), place(), place()];
  const by = random() < 0.5 ? 0.7 : 1.4;
  return rows.map((row, at) => {
    const level = at < jump ? row : BAD_TICKS['the whole bar'](row, by);
    if (at === tick) return BAD_TICKS['the close, with high and low'](level, 1.3);
    if (at === wick) return BAD_TICKS['a wick'](level, 1.2);
    const { close } = level;
    return at === halt ? { ...level, open: close, high: close, low: close, volume: 0 } : level;
  });
}

const SERIES_COUNT = 16;
const EVENTFUL = Array.from({ length: SERIES_COUNT }, (_, seed) => eventful(seed + 1));

const RULES = [
  { op: '>', left: { abs: { pct: ['close', { lag: ['close', 1] }] } }, right: 1.2 },
  {
    any: [
      { op: '>', left: 'high', right: { mul: ['close', 1.01] } },
      { op: 'crosses', left: 'close', right: { ind: 'sma', n: 5 } },
    ],
  },
];

async function armed(rows: readonly RawBar[]) {
  const at = world({ bars: { [SYMBOL]: rows }, marketNow: CLOSES[BEFORE]! });
  for (const [place, when] of RULES.entries()) {
    const body = { dsl: '1', name: `${place}`, targets: { symbols: [SYMBOL] }, interval: '1d', when };
    await createRule(at.deps, { tenant: 'local', body });
  }
  return at;
}

type World = Awaited<ReturnType<typeof armed>>;

/** Every firing by its id, without when it was recorded. Who catches up over a split that was none is told of none. */
async function alertsOf({ stores }: World): Promise<ReadonlyMap<string, Omit<AlertRecord, 'createdAt'>>> {
  const { items } = await stores.alerts.list({ tenant: 'local', limit: 100 });
  const fired = items.filter((alert) => !isMarketNotice(alert));
  return new Map(fired.map(({ createdAt: _, ...alert }) => [alert.id, alert]));
}

/** The alerts of a series of which every answer is as it should be. */
async function inOrder(rows: readonly RawBar[]) {
  const at = await armed(rows);
  for (let answer = 1; answer <= ANSWERS; answer += 1) {
    at.marketClock.set(CLOSES[BEFORE + answer]!);
    await evaluateSeries(at.deps, { series: SYMBOL, interval: '1d' });
  }
  return alertsOf(at);
}

/** Who asks, and what is wrong with what is answered. */
type Answer = {
  readonly who: 'sweep' | 'asker' | 'two' | 'both';
  /** Bars at the end that only a later answer brings. */
  readonly late: number;
  readonly seed: number;
};

const answer: fc.Arbitrary<Answer> = fc.record({
  who: fc.oneof(
    { weight: 3, arbitrary: fc.constant('sweep' as const) },
    { weight: 1, arbitrary: fc.constantFrom('asker' as const, 'two' as const, 'both' as const) },
  ),
  late: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: MOST_LATE })),
  seed: fc.nat(),
});

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const left = [...items];
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [left[at], left[other]] = [left[other]!, left[at]!];
  }
  return left;
}

/** Rows in any order, some of them twice, and of those that were told before some with other prices. */
function unruly(rows: readonly RawBar[], told: number, random: () => number): readonly RawBar[] {
  const corrected = rows.map((row, at) =>
    at < told && random() < 0.1 ? BAD_TICKS['the whole bar'](row, 0.9 + 0.2 * random()) : row,
  );
  return shuffled([...corrected, ...corrected.filter(() => random() < 0.1)], random);
}

const work: Readonly<Record<Answer['who'], (deps: World['deps']) => Promise<unknown>>> = {
  sweep: (deps) => evaluateSeries(deps, { series: SYMBOL, interval: '1d' }),
  asker: (deps) => checkAlerts(deps, { tenant: 'local', ...SERIES }),
  two: (deps) => Promise.all([work.sweep(deps), work.sweep(deps)]),
  both: (deps) => Promise.all([work.sweep(deps), work.asker(deps)]),
};

/** Plays answers, of which the last is whole; `gone` are alerts that were there after one and not after all. */
async function played(rows: readonly RawBar[], answers: readonly Answer[]) {
  const at = await armed(rows);
  let told = BEFORE + 1;
  const fired = new Set<string>();
  for (const [place, { who, late, seed }] of answers.entries()) {
    const random = seededRandom(seed);
    const known = BEFORE + 2 + place;
    at.marketClock.set(CLOSES[known - 1]!);
    const end = place === answers.length - 1 ? known : Math.max(told, known - late);
    const bars = unruly(rows.slice(0, end), told, random);
    const marketData = memoryMarketData([{ ...SERIES, bars }]);
    await work[who]({ ...at.deps, marketData });
    told = end;
    for (const id of (await alertsOf(at)).keys()) fired.add(id);
  }
  const alerts = await alertsOf(at);
  return { at, alerts, gone: [...fired].filter((id) => !alerts.has(id)) };
}

describe('bars that come out of order, twice, late, or otherwise later', () => {
  it('make the alerts of those that come in order', async () => {
    const expected = await Promise.all(EVENTFUL.map(inOrder));
    const seen = { alerts: 0, corrections: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.nat(SERIES_COUNT - 1),
        fc.array(answer, { minLength: ANSWERS, maxLength: ANSWERS }),
        async (series, answers) => {
          const { at, alerts, gone } = await played(EVENTFUL[series]!, answers);
          expect(gone).toEqual([]);
          expect(alerts).toEqual(expected[series]);
          seen.alerts += alerts.size;
          const upTo = CLOSES[BEFORE + ANSWERS]!;
          const stored = await at.stores.bars.newest({ series: SYMBOL, interval: '1d', upTo, limit: 1_000 });
          const closes = EVENTFUL[series]!.map(({ close }) => close);
          expect(stored.map(({ close }) => close)).toEqual(closes.slice(0, BEFORE + 1 + ANSWERS));
          const starts = { from: 0, through: upTo };
          seen.corrections += (await at.stores.bars.corrections(SYMBOL, '1d', starts)).length;
        },
      ),
      { numRuns: 1_000, seed: 20_261_128 },
    );
    expect(seen.alerts).toBeGreaterThan(2_000);
    expect(seen.corrections).toBeGreaterThan(5_000);
  });
});
