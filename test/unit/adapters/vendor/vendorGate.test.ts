import fc from 'fast-check';
import type { Outcome, Refusal } from '../../../../lib/adapters/vendor/outcome';
import type { Reserved } from '../../../../lib/adapters/vendor/standing';
import { type Admitted, vendorGate } from '../../../../lib/adapters/vendor/vendorGate';
import type { VendorStandings } from '../../../../lib/ports/VendorStandings';
import { vendorWorld } from '../../../support/vendorWorld';

const NOW = Date.UTC(2026, 10, 2, 14, 30);
const LIMITS = { perDay: 100_000, perMinute: 60_000 };
const DATA = { kind: 'data', data: [] } as const;
const DOWN = { kind: 'unavailable' } as const;
const isCall = (answer: Reserved | Refusal): answer is Reserved => !('kind' in answer);

describe('the gate to a vendor', () => {
  it('tells when a vendor is left alone and when it answers again, and counts what came of each call', async () => {
    const world = vendorWorld(NOW);
    const gate = vendorGate('fmp', LIMITS, world);
    const ask = async (outcome: Outcome<unknown>) => {
      const call = await gate.admit();
      if (isCall(call)) await gate.settle(call, outcome);
      world.clock.advance(1_000);
    };
    for (let time = 0; time < 5; time += 1) await ask(DOWN);
    world.clock.advance(30_000);
    await ask(DATA);
    const until = new Date(NOW + 34_000).toISOString();
    expect(world.log.lines).toEqual([
      { level: 'warn', message: 'vendor left alone', vendor: 'fmp', until, because: 'unavailable' },
      { level: 'info', message: 'vendor answers again', vendor: 'fmp' },
    ]);
    await world.metrics.publish();
    expect(await world.counters.totals(undefined)).toEqual([
      { name: 'vendor_calls_total', labels: { vendor: 'fmp', outcome: 'unavailable' }, by: 5 },
      { name: 'vendor_calls_total', labels: { vendor: 'fmp', outcome: 'data' }, by: 1 },
    ]);
  });

  it('closes for five minutes to who has a key that is refused, and to nobody else', async () => {
    const world = vendorWorld(NOW);
    const [gate, other] = [vendorGate('fmp', LIMITS, world), vendorGate('fmp', LIMITS, world)];
    const call = await gate.admit();
    if (isCall(call)) await gate.settle(call, { kind: 'auth' });
    world.clock.advance(299_999);
    expect(await gate.admit()).toEqual({ kind: 'auth' });
    expect(isCall(await other.admit())).toBe(true);
    world.clock.advance(1);
    expect(isCall(await gate.admit())).toBe(true);
    const until = new Date(NOW + 300_000).toISOString();
    expect(world.log.lines).toEqual([
      { level: 'warn', message: 'vendor refuses the key', vendor: 'fmp', until },
    ]);
  });

  it('asks nothing while so many come between that nothing can be reserved', async () => {
    const world = vendorWorld(NOW);
    const contested: VendorStandings = { ...world.standings, write: async () => false };
    const gate = vendorGate('fmp', LIMITS, { ...world, standings: contested });
    expect(await gate.admit()).toEqual({ kind: 'rateLimited', window: 'burst' });
    expect(world.pauses).toHaveLength(8);
  });

  it('counts the clock of a process as that of another that is ahead, and goes on from there', async () => {
    const world = vendorWorld(NOW);
    const late = vendorGate('fmp', { perDay: 100, perMinute: 60 }, world);
    const ahead = { ...world, clock: { now: () => world.clock.now() + 600_000 } };
    const early = vendorGate('fmp', { perDay: 100, perMinute: 60 }, ahead);
    expect(await early.admit()).toMatchObject({ waitMs: 0, turnAt: NOW + 600_000, behindMs: 0 });
    expect(await late.admit()).toMatchObject({ waitMs: 1_050, turnAt: NOW + 1_050, behindMs: 600_000 });
    world.clock.advance(30_000);
    expect(await late.admit()).toMatchObject({ waitMs: 0, turnAt: NOW + 30_000, behindMs: 600_000 });
  });

  it('tells turns anew where a clock that is ahead has come while somebody waited', async () => {
    const world = vendorWorld(NOW);
    const late = vendorGate('fmp', { perDay: 100, perMinute: 60 }, world);
    const ahead = { ...world, clock: { now: () => world.clock.now() + 600_000 } };
    await late.admit();
    const call = (await late.admit()) as Admitted;
    expect(await late.holds(call)).toBe(true);
    await vendorGate('fmp', LIMITS, ahead).admit();
    expect(await late.holds(call)).toBe(false);
  });

  it('says that a store does not answer, which is no answer of the vendor', async () => {
    const world = vendorWorld(NOW);
    const read = () => Promise.reject(new Error('no store'));
    const gate = vendorGate('fmp', LIMITS, { ...world, standings: { ...world.standings, read } });
    await expect(gate.admit()).rejects.toThrow('no store');
  });
});

const WORKERS = 8;

/** What workers do at once: ask for a call, or end the one they have; some die with it. */
const commands = fc.array(
  fc.record({
    laterMs: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 60_000 })),
    workers: fc.uniqueArray(fc.integer({ min: 0, max: WORKERS - 1 }), { minLength: 1, maxLength: WORKERS }),
    outcome: fc.constantFrom<Outcome<unknown> | 'dies'>(
      DOWN,
      DOWN,
      DOWN,
      DATA,
      { kind: 'malformed' },
      'dies',
    ),
  }),
  { minLength: 10, maxLength: 40 },
);

describe('eight workers at one gate', () => {
  it('let one of them at a time find out whether a vendor answers, and nobody ask meanwhile', async () => {
    const seen = { probes: 0, closed: 0, sentAway: 0 };
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        const world = vendorWorld(NOW);
        // Each has a gate of its own, as each has a process of its own: they share the store alone.
        const gates = Array.from({ length: WORKERS }, () => vendorGate('fmp', LIMITS, world));
        const held = new Map<number, Reserved>();
        const probes: { readonly until: number; isOver: boolean; readonly call: Reserved }[] = [];
        const pending = () => probes.filter(({ until, isOver }) => !isOver && world.clock.now() < until);

        const admit = async (worker: number) => {
          const wasOpen = (await world.standings.read('fmp'))?.open;
          const answer = await gates[worker]!.admit();
          if (!isCall(answer)) {
            seen.sentAway += 1;
            return;
          }
          held.set(worker, answer);
          const { probeUntil: until } = answer;
          if (until === undefined) {
            if (wasOpen) expect((await world.standings.read('fmp'))?.open).toBeUndefined();
            return;
          }
          expect(pending()).toEqual([]);
          probes.push({ until, isOver: false, call: answer });
          seen.probes += 1;
        };

        const end = async (worker: number, call: Reserved, outcome: Outcome<unknown> | 'dies') => {
          held.delete(worker);
          if (outcome === 'dies') return;
          const probe = probes.find((one) => one.call === call);
          await gates[worker]!.settle(call, outcome);
          if (probe) probe.isOver = true;
          if (probe && outcome === DATA) seen.closed += 1;
        };

        for (const { laterMs, workers, outcome } of sequence) {
          world.clock.advance(laterMs);
          await Promise.all(
            workers.map((worker) => {
              const call = held.get(worker);
              return call ? end(worker, call, outcome) : admit(worker);
            }),
          );
          expect(pending().length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 5_000 },
    );
    // What never happened would prove nothing.
    expect(Math.min(seen.probes, seen.closed, seen.sentAway)).toBeGreaterThan(500);
  });
});
