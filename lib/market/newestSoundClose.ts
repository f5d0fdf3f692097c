import type { RawBar } from './bar';
import { soundCloseOrFault } from './barFaults';
import type { Interval } from './interval';

/**
 * When the newest bar of an answer closed that `cleanBars` lets through.
 *
 * Shape  bars in the order of their closes → epoch ms; undefined where every bar is refused, or there is none.
 */
export function newestSoundClose(
  interval: Interval,
  bars: readonly RawBar[],
  knownAt: number,
): number | undefined {
  for (let place = bars.length - 1; place >= 0; place -= 1) {
    const closedAt = soundCloseOrFault(interval, bars[place]!, knownAt);
    if (typeof closedAt === 'number') return closedAt;
  }
  return undefined;
}
