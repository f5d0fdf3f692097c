import type { Bar } from './bar';
import { SIGMA_RETURNS } from './returnSigma';

/** A price that was taken over a split is rounded to cents, by whoever tells of it. */
const SAME_PRICE = 0.005_001;

/**
 * Whether nothing was traded in a bar of a symbol that is traded: no volume, and no other price than the last, but for half a cent.
 *
 * Shape   `traded` are the bars before it that are no halts, oldest first: however long a halt lasts, it is none of what
 *         is usual.
 * Edge    a symbol without volumes, an index, never halts; nor does one before anything is known of it.
 */
export function isHalted({ volume, high, low, close }: Bar, traded: readonly Bar[]): boolean {
  const before = traded.at(-1);
  if (volume !== 0 || before === undefined) return false;
  if (high !== low || Math.abs(close - before.close) > SAME_PRICE) return false;
  const usual = traded.slice(-SIGMA_RETURNS);
  return usual.filter((bar) => bar.volume > 0).length * 2 > usual.length;
}
