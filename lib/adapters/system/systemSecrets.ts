import { randomBytes } from 'node:crypto';
import type { Secrets } from '../../ports/Secrets';

const RANDOM_BYTES = 32;

/** Secrets as base64url, 43 characters each. */
export function systemSecrets(): Secrets {
  return { next: () => randomBytes(RANDOM_BYTES).toString('base64url') };
}
