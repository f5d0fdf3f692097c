import type { Clock } from '../../ports/Clock';
import type { Log } from '../../ports/Log';
import type { Metrics } from '../../ports/Metrics';
import type { Standing, VendorStandings } from '../../ports/VendorStandings';
import { isProblem } from '../../problems';
import { AUTH, type Outcome, type Refusal } from './outcome';
import { type Limits, type Reserved, reserved, settled } from './standing';

/** A reserved call: its turn is by the clock of its process, which was so many ms behind the furthest when it was reserved. */
export type Admitted = Reserved & { readonly behindMs: number };

/** What stands before every call to a vendor: its budget and its circuit, which all processes share. */
export type VendorGate = {
  /** Reserves a call, or says what its caller is to be told in place of an answer. */
  admit(): Promise<Admitted | Refusal>;
  /** Whether a call that has waited has its turn still: where a clock that is ahead has come meanwhile, turns are told anew. */
  holds(call: Admitted): Promise<boolean>;
  /** Notes what came of a call, and of what it was asked. What cannot be noted now is lost, and the answer is not. */
  settle(call: Reserved, outcome: Outcome<unknown>, about?: string): Promise<void>;
};

export type GateWorld = {
  readonly standings: VendorStandings;
  readonly clock: Pick<Clock, 'now'>;
  readonly pause: (failures: number, atLeastMs: number) => Promise<void>;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly metrics: Pick<Metrics, 'count'>;
};

/** So often others may come between a reading and its writing. */
const TRIES = 8;
/** So little clocks may differ without a word. */
const TOLERATED_MS = 500;
/** So long who has a key that is refused asks no more: what looks keys up looks again by then. */
const REFUSED_MS = 5 * 60_000;
const BUSY: Refusal = { kind: 'rateLimited', window: 'burst' };

/**
 * The gate of one vendor.
 *
 * Edge  where so many ask at once that nothing can be reserved, nothing is asked: the caller may try again. A key that is
 *       refused says nothing of the vendor to those who have another: only who asks through this gate waits.
 */
export function vendorGate(vendor: string, limits: Limits, world: GateWorld): VendorGate {
  const { standings, clock, pause, log, metrics } = world;
  let behindMs = 0;
  let refusedUntil = 0;

  /** The time of all who ask: where the clock of another was ahead ours counts as his, and goes on from there. */
  const timeBeside = (known: Standing | undefined): number => {
    const now = clock.now();
    behindMs = Math.max(behindMs, (known?.askedAt ?? now) - now);
    return now + behindMs;
  };

  /** Reads, decides and writes, again while others write in between; undefined when they always do. */
  async function changed<Decision extends { readonly standing?: Standing | undefined }>(
    decide: (known: Standing | undefined) => Decision,
  ): Promise<(Decision & { readonly known: Standing | undefined }) | undefined> {
    for (let attempt = 1; attempt <= TRIES; attempt += 1) {
      const known = await standings.read(vendor);
      const decision = decide(known);
      if (decision.standing === undefined) return { ...decision, known };
      if (await standings.write(vendor, decision.standing, known?.version)) return { ...decision, known };
      await pause(attempt, 0);
    }
    return undefined;
  }

  const tell = (before: Standing | undefined, now: Standing | undefined): void => {
    if (now === undefined) return;
    if (now.open && now.openings !== before?.openings)
      log.warn('vendor left alone', {
        vendor,
        until: new Date(now.open.until).toISOString(),
        because: now.open.because,
      });
    if (before?.open && !now.open) log.info('vendor answers again', { vendor });
  };

  const refuse = (): void => {
    refusedUntil = clock.now() + REFUSED_MS;
    log.warn('vendor refuses the key', { vendor, until: new Date(refusedUntil).toISOString() });
  };

  return {
    async admit() {
      if (clock.now() < refusedUntil) return AUTH;
      const decision = await changed((known) => {
        const admission = reserved(known, limits, timeBeside(known));
        if (!admission.admitted) return { ...admission, standing: undefined };
        const turnAt = admission.reserved.turnAt - behindMs;
        return { ...admission, reserved: { ...admission.reserved, turnAt, behindMs } };
      });
      if (decision === undefined) return BUSY;
      return decision.admitted ? decision.reserved : decision.refusal;
    },
    async holds(call) {
      timeBeside(await standings.read(vendor));
      return behindMs - call.behindMs <= TOLERATED_MS;
    },
    async settle(call, outcome, about) {
      metrics.count('vendor_calls_total', { vendor, outcome: outcome.kind });
      if (outcome.kind === 'auth') refuse();
      try {
        const decision = await changed((known) => ({
          standing: known && settled(known, call, { outcome, about, now: timeBeside(known) }),
        }));
        tell(decision?.known, decision?.standing);
      } catch (error) {
        if (!isProblem(error)) throw error;
        log.warn('a call of a vendor is not noted', { vendor, code: error.code });
      }
    },
  };
}
