import type { Clock } from '../ports/Clock';
import type { Allowance, RateBuckets, RateLimit } from '../ports/RateLimit';

/** Permits that one process has taken for a key and not yet used. */
type Lease = {
  left: number;
  /** How many were taken last. */
  size: number;
  /** Epoch ms of the last taking, and after which what is left is lost. */
  takenAt: number;
  until: number;
  /** Epoch ms before which the shared bucket need not be asked again. */
  deniedUntil: number;
  turn: Promise<unknown>;
};

/** Permits that lie unused are lost after this long: they would be spent on top of what others are given. */
const LEASE_MS = 1_000;
/** A lease that was used up within this long makes the next one twice as large. */
const HOT_MS = 250;
/** Beyond this many keys at once all leases are given up. */
const MOST_KEYS = 10_000;

/**
 * A rate limit over shared buckets that asks them for several permits at once where a key is busy: a busy process
 * does not write for every request, and an idle one takes nothing from others.
 *
 * Edge  requests of one key are let through in the order in which they came. Never more than the buckets gave.
 */
export function leasedRateLimit(buckets: RateBuckets, allowance: Allowance, clock: Clock): RateLimit {
  const leases = new Map<string, Lease>();
  const mostAtOnce = Math.max(1, Math.floor(Math.min(allowance.ratePerSecond / 4, allowance.burst)));

  const admitNext = async (lease: Lease, keyId: string): Promise<number> => {
    const now = clock.now();
    if (now < lease.deniedUntil) return lease.deniedUntil - now;
    if (lease.left > 0 && now < lease.until) {
      lease.left -= 1;
      return 0;
    }
    const isHot = lease.left === 0 && now - lease.takenAt < HOT_MS;
    const waitMs = await taken(lease, keyId, isHot ? Math.min(2 * lease.size, mostAtOnce) : 1, now);
    if (waitMs > 0) lease.deniedUntil = now + waitMs;
    return waitMs;
  };

  /** Takes as many as wanted, or at least one. */
  const taken = async (lease: Lease, keyId: string, wanted: number, now: number): Promise<number> => {
    const waitMs = await buckets.take(keyId, wanted, now);
    if (waitMs > 0) return wanted === 1 ? waitMs : taken(lease, keyId, 1, now);
    Object.assign(lease, { left: wanted - 1, size: wanted, takenAt: now, until: now + LEASE_MS });
    return 0;
  };

  const leaseOf = (keyId: string): Lease => {
    const standing = leases.get(keyId);
    if (standing) return standing;
    if (leases.size >= MOST_KEYS) leases.clear();
    const fresh = { left: 0, size: 1, takenAt: -Infinity, until: 0, deniedUntil: 0, turn: Promise.resolve() };
    leases.set(keyId, fresh);
    return fresh;
  };

  return {
    allowance,
    admit(keyId) {
      const lease = leaseOf(keyId);
      const mine = lease.turn.then(() => admitNext(lease, keyId));
      lease.turn = mine.catch(() => undefined);
      return mine;
    },
  };
}
