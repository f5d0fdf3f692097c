import { createHash } from 'node:crypto';
import type { CleanBars } from '../market/bar';

/** A digest of every number of a series: other bars give another. */
export function barsDigest({ symbol, interval, bars }: CleanBars): string {
  const hash = createHash('sha256').update(JSON.stringify([symbol, interval]));
  const numbers = new Float64Array(7);
  for (const { startAt, closedAt, open, high, low, close, volume } of bars) {
    numbers.set([startAt, closedAt, open, high, low, close, volume]);
    hash.update(new Uint8Array(numbers.buffer));
  }
  return hash.digest('hex');
}

/** The name of a result by what it is made of: bars, options, and the code that makes it. */
export const resultKey = (madeOf: Readonly<Record<string, unknown>>): string =>
  createHash('sha256').update(JSON.stringify(madeOf)).digest('hex');
