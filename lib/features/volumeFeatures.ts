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
    column: ({ volume }) => {
      const mean = rollingMean(volume, bars);
      return volume.map((traded, t) =>
        mean[t]! > 0 ? Math.log(Math.max(traded / mean[t]!, LEAST_SHARE)) : 0,
      );
    },
  };
}
