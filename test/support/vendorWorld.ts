import { memoryBarStore } from '../../lib/adapters/memory/memoryBarStore';
import { memorySplitBook } from '../../lib/adapters/memory/memorySplitBook';
import { memoryVendorStandings } from '../../lib/adapters/memory/memoryVendorStandings';
import type { Asking } from '../../lib/adapters/vendor/askVendor';
import { vendorGate } from '../../lib/adapters/vendor/vendorGate';
import { vendorTransport } from '../../lib/adapters/vendor/vendorTransport';
import { ground } from './ground';
import { standingClock } from './world';

/** What vendors are asked in, by a clock that only pauses move on, with the least that each pause had to last. */
export function vendorWorld(now: number) {
  const clock = standingClock(now);
  const pauses: number[] = [];
  return {
    ...ground(clock),
    clock,
    pauses,
    pause: async (_failures: number, atLeastMs: number) => {
      pauses.push(atLeastMs);
      clock.advance(Math.max(1, atLeastMs));
    },
    standings: memoryVendorStandings(),
    bars: memoryBarStore(),
    splits: memorySplitBook(),
    barsKeptMs: 60_000,
  };
}

/** So wide that a test whose clock stands does not meet it. */
const WIDE = { perDay: 1_000_000, perMinute: 60_000_000 };

/** What an adapter of a vendor at an address asks with; each has a gate of its own. */
export const askingAt = (origin: string, world: ReturnType<typeof vendorWorld>, limits = WIDE): Asking => ({
  transport: vendorTransport(origin),
  gate: vendorGate(origin, limits, { ...world, standings: memoryVendorStandings() }),
  clock: world.clock,
  pause: world.pause,
});
