import type { BarQuality, RawBar } from './bar';

/**
 * What there is to note about a bar that is served all the same.
 *
 * Edge    a price without volume is normal for an index and suspect for a share; both are flagged.
 * @example barQuality({ startAt: 0, open: 1, high: 1, low: 1, close: 1, volume: 0 }) // → ['zeroVolume']
 */
export function barQuality(bar: RawBar): readonly BarQuality[] {
  return bar.volume === 0 ? ['zeroVolume'] : [];
}
