import type { RateLimit } from '../../ports/RateLimit';
import { Problem } from '../../problems';
import type { Caller } from './authenticate';

export type Limiting = { readonly rateLimit: RateLimit };

/** Throws LIMIT_EXCEEDED with the wait when a caller's API key has asked too often. */
export async function requireAllowance({ rateLimit }: Limiting, { keyId }: Caller): Promise<void> {
  const waitMs = await rateLimit.admit(keyId);
  if (waitMs <= 0) return;
  const { ratePerSecond, burst } = rateLimit.allowance;
  const retryAfterSeconds = Math.ceil(waitMs / 1_000);
  throw new Problem(
    'LIMIT_EXCEEDED',
    `This API key may ask ${ratePerSecond} times a second, ${burst} times at once after a rest; wait ${retryAfterSeconds} s.`,
    { retryAfterSeconds },
  );
}
