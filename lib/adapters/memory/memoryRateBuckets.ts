import type { Allowance, RateBuckets } from '../../ports/RateLimit';

/**
 * Permits in memory, as the instant at which each bucket will be full again.
 *
 * Source  the generic cell rate algorithm, ITU-T I.371.
 */
export function memoryRateBuckets({ ratePerSecond, burst }: Allowance): RateBuckets {
  const fullAt = new Map<string, number>();
  const msPerPermit = 1_000 / ratePerSecond;
  return {
    async take(keyId, permits, now) {
      const next = Math.max(fullAt.get(keyId) ?? now, now) + permits * msPerPermit;
      const waitMs = next - now - burst * msPerPermit;
      if (waitMs > 0) return waitMs;
      fullAt.set(keyId, next);
      return 0;
    },
  };
}
