import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluateSeries } from '../../lib/app/evaluateSeries';
import { frameAt } from '../../lib/app/frameAt';
import { createRule } from '../../lib/app/rules';
import type { CleanBars, RawBar, Slot } from '../../lib/market/bar';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import { cleanBars } from '../../lib/market/cleanBars';
import { BARS_BESIDE, type CredibleBars, credibleBars } from '../../lib/market/credibleBars';
import { BAD_TICKS, fatTailedBars } from '../support/badTicks';
import { world } from '../support/world';

jest.setTimeout(60_000);

const [FROM, TO] = ['2021-01-04', '2021-09-30'];
const SESSIONS = sessionsBetween(FROM, TO);
const WALKS = [1, 2, 3, 4].map((seed) => fatTailedBars(seed, FROM, TO));
const KINDS = Object.values(BAD_TICKS);

/** What becomes of a row: one in six is spoiled, stays at another level from there on, is halted, or is missing. */
type Event = { readonly what: number; readonly by: number };

const event: fc.Arbitrary<Event | undefined> = fc.option(
  fc.record({
    what: fc.nat(KINDS.length + 3),
    by: fc.oneof(
      fc.double({ min: 0.5, max: 0.95, noNaN: true }),
      fc.double({ min: 1.05, max: 2, noNaN: true }),
    ),
  }),
  { freq: 5, nil: undefined },
);

/** Rows of a walk, to which things happen from a place on. */
function eventful(
  walk: readonly RawBar[],
  events: readonly (Event | undefined)[],
  first: number,
): readonly RawBar[] {
  let level = 1;
  return walk.slice(0, first + events.length).flatMap((row, at): readonly RawBar[] => {
    const { what, by } = events[at - first] ?? { what: -1, by: 1 };
    if (what === KINDS.length) level *= by;
    const moved = BAD_TICKS['the whole bar'](row, level);
    if (what === KINDS.length + 1) return [];
    const { open: price } = moved;
    if (what === KINDS.length + 2) return [{ ...moved, high: price, low: price, close: price, volume: 0 }];
    return [KINDS[what]?.(moved, by) ?? moved];
  });
}

const clean = (bars: readonly RawBar[]): CleanBars =>
  cleanBars({ symbol: 'FAT', interval: '1d', source: 'test', bars, knownAt: Number.POSITIVE_INFINITY }).clean;

/** What is said of the closes of bars: whether each is judged on, or why not. */
function ofCloses({ bars, withheld }: CredibleBars, of: CleanBars, from = 0): readonly unknown[] {
  const believed = new Set(bars.map(({ startAt }) => startAt));
  return of.bars.slice(from).map(({ startAt }) => [startAt, believed.has(startAt), withheld.get(startAt)]);
}

/** How the prints of bars are cut. */
const ofPrints = ({ prints }: CredibleBars, of: CleanBars, from = 0): readonly unknown[] =>
  of.bars.slice(from).map(({ startAt }) => prints.get(startAt)?.cut);

/** What rules see at the close of a slot. */
const seenAt = (bars: CredibleBars, closedAt: number): readonly Slot[] =>
  frameAt(bars, { closedAt }, { models: new Map(), count: 40 }).frame.slots;

/** Bars before those to which things happen. */
const USUAL = 75;
const past = fc.array(event, { minLength: 10, maxLength: 40 });
const walk = fc.constantFrom(...WALKS);

/** Two futures of one past, with the close of the slot `t` before which nothing of them may be known. */
const futures = fc
  .record({
    walk,
    other: walk,
    past,
    one: fc.array(event, { maxLength: 8 }),
    another: fc.array(event, { maxLength: 8 }),
  })
  .map(({ walk: rows, other, past: known, one, another }) => {
    const first = eventful(rows, [...known, ...one], USUAL);
    const agreed = eventful(rows, known, USUAL);
    const after = USUAL + known.length;
    const strange = eventful(other, another, after).filter(({ startAt }) => startAt > agreed.at(-1)!.startAt);
    return { agreed: clean(agreed), one: clean(first), another: clean([...agreed, ...strange]) };
  });

describe('what is judged of bars', () => {
  it('is the same whatever comes after the next of them', () => {
    const seen = { withheld: 0, held: 0, atOnce: 0 };
    fc.assert(
      fc.property(futures, ({ agreed, one, another }) => {
        const known: CleanBars = { ...agreed, bars: agreed.bars.slice(0, -1) };
        const { closedAt } = known.bars.at(-1)!;
        const [first, second] = [credibleBars(one), credibleBars(another)];
        assert.deepEqual(ofCloses(first, known), ofCloses(second, known));
        assert.deepEqual(ofPrints(first, known), ofPrints(second, known));
        assert.deepEqual(seenAt(first, closedAt), seenAt(second, closedAt));
        seen.withheld += first.withheld.size;
        const now = credibleBars(known);
        seen[now.pending ? 'held' : 'atOnce'] += 1;
        // One that is not held does not wait for the next, either.
        if (now.pending) return;
        assert.deepEqual(ofCloses(now, known), ofCloses(first, known));
        assert.deepEqual(seenAt(now, closedAt), seenAt(first, closedAt));
      }),
      { numRuns: 600, seed: 1 },
    );
    expect(Math.min(seen.withheld, seen.held, seen.atOnce)).toBeGreaterThan(50);
  });

  it('is the same with more history before', () => {
    // Prints are held against 63 bars that are judged on, and of the first 61 all are.
    const ofPrintsFrom = BARS_BESIDE + 63;
    const seen = { withheld: 0, prints: 0 };
    const long = fc.array(event, { minLength: 90, maxLength: 110 });
    fc.assert(
      fc.property(walk, long, fc.integer({ min: 1, max: 25 }), (rows, events, cut) => {
        const whole = clean(eventful(rows, events, USUAL));
        const part: CleanBars = { ...whole, bars: whole.bars.slice(cut) };
        const [longer, shorter] = [credibleBars(whole), credibleBars(part)];
        assert.deepEqual(ofCloses(shorter, part, BARS_BESIDE), ofCloses(longer, part, BARS_BESIDE));
        const from = ofPrintsFrom + shorter.withheld.size;
        assert.deepEqual(ofPrints(shorter, part, from), ofPrints(longer, part, from));
        seen.withheld += shorter.withheld.size;
        seen.prints += ofPrints(shorter, part, from).filter(Boolean).length;
      }),
      { numRuns: 400, seed: 2 },
    );
    expect(Math.min(seen.withheld, seen.prints)).toBeGreaterThan(20);
  });
});

const KEY = { series: 'FAT', interval: '1d' } as const;
const WHEN = {
  any: [
    { op: '>', left: { abs: { pct: ['close', { lag: ['close', 1] }] } }, right: 2 },
    { op: '>', left: 'high', right: { mul: ['close', 1.015] } },
    { op: 'crosses', left: 'close', right: { ind: 'sma', n: 5 } },
  ],
};

/** What a rule fires on that is judged up to each of some sessions in turn. */
async function firings(rows: readonly RawBar[], places: readonly number[]): Promise<readonly number[]> {
  const at = world({ bars: { FAT: rows }, marketNow: SESSIONS[USUAL]!.closeAt });
  const body = { dsl: '1', name: 'any', targets: { symbols: ['FAT'] }, interval: '1d', when: WHEN };
  await createRule(at.deps, { tenant: 'local', body });
  for (const place of places) {
    at.marketClock.set(SESSIONS[place]!.closeAt);
    await evaluateSeries(at.deps, KEY);
  }
  const { items } = await at.stores.alerts.list({ tenant: 'local', limit: 1_000 });
  // Of a split that was none nobody is told who catches up.
  const fired = items.filter(({ ruleName }) => ruleName === body.name);
  return fired.map(({ barClosedAt }) => barClosedAt).reverse();
}

describe('the firings of a rule', () => {
  it('are those of one catch-up, however often it is judged on the way', async () => {
    const seen = { firings: 0, withheld: 0 };
    const days = 60;
    const events = fc.array(event, { minLength: days, maxLength: days });
    await fc.assert(
      fc.asyncProperty(walk, events, fc.array(fc.boolean()), async (rows, all, stops) => {
        const played = eventful(rows, all, USUAL + 1);
        const places = Array.from({ length: days }, (_, day) => USUAL + 1 + day);
        const last = places.at(-1)!;
        const daily = await firings(played, places);
        expect(await firings(played, [last])).toEqual(daily);
        const some = places.filter((place, day) => stops[day] || place === last);
        expect(await firings(played, some)).toEqual(daily);
        seen.firings += daily.length;
        seen.withheld += credibleBars(clean(played)).withheld.size;
      }),
      { numRuns: 25, seed: 3 },
    );
    expect(Math.min(seen.firings, seen.withheld)).toBeGreaterThan(100);
  });
});
