import { randomBytes } from 'node:crypto';
import { base32 } from '../../base32';
import type { Ids } from '../../ports/Ids';

const RANDOM_BYTES = 15;

/** Ids of 120 random bits. */
export function systemIds(): Ids {
  return { next: (prefix) => `${prefix}_${base32(randomBytes(RANDOM_BYTES))}` };
}
