import { columnOf } from './columnOf';
import type { Feature } from './feature';
import { rollingMean } from './rollingMean';

const LEAST_SHARE = 0.01;

/**
 * Log of the volume over its mean of the last `bars` bars.
 *
 * Edge    less than a hundredth of the mean counts as a hundredth; a series without volume (an index)
 *         reads 0 throughout.
 */
export function relativeVolume(bars: number): Feature {
  return {
    warmUp: bars,
    column: ({ count, volume }) => {
      const mean = rollingMean(volume, bars);
      const share = (t: number): number => Math.max(volume[t]! / mean[t]!, LEAST_SHARE);
      return columnOf(count, (t) => (mean[t]! > 0 ? Math.log(share(t)) : 0));
    },
  };
}

/**
 * Log of the mean volume of the last `bars` bars over that of the last `longer`.
 *
 * Edge    as `relativeVolume`.
 */
export function volumeTrend(bars: number, longer: number): Feature {
  return {
    warmUp: longer,
    column: ({ count, volume }) => {
      const [lately, mean] = [rollingMean(volume, bars), rollingMean(volume, longer)];
      const share = (t: number): number => Math.max(lately[t]! / mean[t]!, LEAST_SHARE);
      return columnOf(count, (t) => (mean[t]! > 0 ? Math.log(share(t)) : 0));
    },
  };
}
