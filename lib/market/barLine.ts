import type { RawBar } from './bar';

/**
 * A bar as a line that `canonicalBars` reads, without its end. Every number comes back as it was.
 *
 * @example barLine({ startAt: 0, open: 1, high: 2, low: 0.5, close: 1.5, volume: 10 }) // → '1970-01-01T00:00:00Z,1,2,0.5,1.5,10'
 */
export function barLine({ startAt, open, high, low, close, volume }: RawBar): string {
  const instant = new Date(startAt).toISOString().replace('.000Z', 'Z');
  return `${instant},${open},${high},${low},${close},${volume}`;
}
