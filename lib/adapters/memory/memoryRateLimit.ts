import type { Allowance, RateLimit } from '../../ports/RateLimit';
import type { Clock } from '../../ports/Clock';
import { memoryRateBuckets } from './memoryRateBuckets';

/** A rate limit in memory, which asks its buckets for every request. */
export function memoryRateLimit(allowance: Allowance, clock: Clock): RateLimit {
  const buckets = memoryRateBuckets(allowance);
  return { allowance, admit: (keyId) => buckets.take(keyId, 1, clock.now()) };
}
