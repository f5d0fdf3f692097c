import fc from 'fast-check';
import { memoryVendorStandings } from '../../lib/adapters/memory/memoryVendorStandings';
import type { Limits } from '../../lib/adapters/vendor/standing';
import { type Admitted, vendorGate } from '../../lib/adapters/vendor/vendorGate';
import { newYorkDay } from '../../lib/market/calendar/newYorkDay';
import { vendorWorld } from '../support/vendorWorld';
import { seededRandom } from '../support/world';

const MINUTE_MS = 60_000;
const TURN_MS = 2_000;
/** Midnight in New York, and 09:30. */
const MIDNIGHT = Date.UTC(2026, 10, 3, 5);
const OPEN = Date.UTC(2026, 10, 2, 14, 30);

type Happening = { readonly at: number; readonly does: () => Promise<void> };

/** Workers whose clocks are apart at the gate of one vendor, in the one time that there is; what they could ask, and when. */
function workersAt(from: number, skews: readonly number[], limits: Limits) {
  const standings = memoryVendorStandings();
  const made: { readonly worker: number; readonly at: number }[] = [];
  const asked: number[] = [];
  const ahead: Happening[] = [];
  let now = from;
  const later = (at: number, does: Happening['does']): void => {
    ahead.push({ at, does });
    ahead.sort((one, other) => one.at - other.at);
  };
  const gates = skews.map((skewMs) => {
    const world = { ...vendorWorld(from), standings, clock: { now: () => now + skewMs } };
    return vendorGate('fmp', limits, world);
  });
  /** As `askVendor` does: who has waited for long asks whether its turn is still its own. */
  const ask = async (worker: number): Promise<void> => {
    const gate = gates[worker]!;
    const make = async (call: Admitted): Promise<void> => {
      made.push({ worker, at: now });
      await gate.settle(call, { kind: 'data', data: [] });
    };
    const call = await gate.admit();
    if ('kind' in call) return;
    later(now + call.waitMs, async () =>
      call.waitMs <= TURN_MS || (await gate.holds(call)) ? make(call) : ask(worker),
    );
  };
  return {
    made,
    asks: (worker: number, at: number): void => {
      asked[worker] = (asked[worker] ?? 0) + 1;
      later(at, () => ask(worker));
    },
    asked: (): readonly number[] => asked,
    async run(): Promise<void> {
      for (let next = ahead.shift(); next; next = ahead.shift()) {
        now = next.at;
        await next.does();
      }
    },
  };
}

const most = (counts: Iterable<number>): number => Math.max(0, ...counts);

/** How many calls the fullest minute has, wherever it begins. */
const fullestMinute = (made: readonly { readonly at: number }[]): number =>
  most(made.map(({ at }) => made.filter((other) => other.at >= at && other.at < at + MINUTE_MS).length));

function fullestDay(made: readonly { readonly at: number }[]): number {
  const days = new Map<number, number>();
  for (const { at } of made) days.set(newYorkDay(at), (days.get(newYorkDay(at)) ?? 0) + 1);
  return most(days.values());
}

/** How far two clocks are off, which are no further than ten minutes apart. */
const skews = fc
  .tuple(
    fc.integer({ min: -600_000, max: 600_000 }),
    fc.oneof(fc.integer({ min: -600_000, max: 600_000 }), fc.integer({ min: -10_000, max: 10_000 })),
  )
  .map(([one, apart]) => [one, Math.max(-600_000, Math.min(600_000, one + apart))]);

/** Bursts of questions: of whom, after how long, how many. */
const bursts = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 1 }),
    fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 5 * MINUTE_MS })),
    fc.integer({ min: 1, max: 60 }),
  ),
  { minLength: 5, maxLength: 25 },
);

function askInBursts(
  workers: ReturnType<typeof workersAt>,
  from: number,
  all: readonly (readonly [worker: number, laterMs: number, times: number])[],
): void {
  let at = from;
  for (const [worker, laterMs, times] of all) {
    at += laterMs;
    for (let time = 0; time < times; time += 1) workers.asks(worker, at);
  }
}

const patience = fc.constantFrom(undefined, 40_000);

describe('workers whose clocks are ten minutes apart', () => {
  it.each([
    ['the plan allows', [30, 50, 240], 0],
    ['a plan of few calls allows, but for one', [1, 2, 5, 10, 20], 1],
  ])('ask no more in any minute than %s', async (_what, plans, more) => {
    await fc.assert(
      fc.asyncProperty(
        skews,
        bursts,
        fc.constantFrom(...plans),
        patience,
        async (apart, all, perMinute, mostWaitMs) => {
          const workers = workersAt(OPEN, apart, { perDay: 1_000_000, perMinute, mostWaitMs });
          askInBursts(workers, OPEN, all);
          await workers.run();
          expect(fullestMinute(workers.made)).toBeLessThanOrEqual(perMinute + more);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('ask no more on any day than the plan allows, and begin again with the next', async () => {
    await fc.assert(
      fc.asyncProperty(
        skews,
        bursts,
        fc.integer({ min: 1, max: 60 }),
        patience,
        async (apart, all, perDay, mostWaitMs) => {
          const workers = workersAt(MIDNIGHT - 30 * MINUTE_MS, apart, { perDay, perMinute: 240, mostWaitMs });
          askInBursts(workers, MIDNIGHT - 30 * MINUTE_MS, all);
          for (const worker of [0, 1]) workers.asks(worker, MIDNIGHT + 24 * 60 * MINUTE_MS + 21 * MINUTE_MS);
          await workers.run();
          expect(fullestDay(workers.made)).toBeLessThanOrEqual(perDay);
          expect(workers.made.at(-1)!.at).toBeGreaterThan(MIDNIGHT + 24 * 60 * MINUTE_MS);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('all have their turns, whoever is ahead', async () => {
    await fc.assert(
      fc.asyncProperty(skews, patience, fc.nat(), async (apart, mostWaitMs, seed) => {
        const workers = workersAt(OPEN, apart, { perDay: 1_000_000, perMinute: 50, mostWaitMs });
        const random = seededRandom(seed);
        for (let at = OPEN; at < OPEN + 10 * MINUTE_MS; at += 4_000 * random())
          workers.asks(Math.floor(2 * random()), at);
        const asked = workers.asked();
        await workers.run();
        for (const [worker, times] of asked.entries())
          expect(workers.made.filter((one) => one.worker === worker).length).toBeGreaterThan(0.8 * times);
      }),
      { numRuns: 300 },
    );
  });
});
