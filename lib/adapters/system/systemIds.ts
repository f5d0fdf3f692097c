import { randomBytes } from 'node:crypto';
import { base32 } from '../../base32';
import type { Ids } from '../../ports/Ids';

const TIME_DIGITS = 12;
const RANDOM_BYTES = 10;

/** Ids that sort by when they were made, with 80 random bits behind the time. */
export function systemIds(): Ids {
  return {
    next: (prefix) => {
      const time = Date.now().toString(16).padStart(TIME_DIGITS, '0');
      return `${prefix}_${time}${base32(randomBytes(RANDOM_BYTES))}`;
    },
  };
}
