import { marketTimeAt, replayEnded, replayPlan } from '../../market/replayTime';
import type { Clock } from '../../ports/Clock';
import type { MarketClock } from '../../ports/MarketClock';
import { runningTime } from './runningTime';

/**
 * Market time of a replayed feed: at `originMs` of wall time it stands at the close before
 * `startSession`, and every `sessionMs` it plays one session. Processes with the same options and
 * the same wall clock agree on it. With a `clockFile` that says how long it has been running, in place
 * of the origin.
 *
 * Throws INPUT_INVALID when an option is not valid.
 */
export function replayMarketClock(options: {
  readonly clock: Clock;
  readonly startSession: string;
  readonly originMs: number;
  readonly sessionMs: number;
  readonly lastSession?: string;
  readonly clockFile?: string;
}): MarketClock {
  const { clock, originMs, clockFile, ...pace } = options;
  const plan = replayPlan(pace);
  const ranMs = clockFile === undefined ? () => clock.now() - originMs : runningTime(clockFile, clock);
  let furthestMs = Number.NEGATIVE_INFINITY;
  const elapsedMs = (): number => {
    furthestMs = Math.max(furthestMs, ranMs());
    return furthestMs;
  };
  return {
    now: () => marketTimeAt(plan, elapsedMs()),
    ended: () => replayEnded(plan, elapsedMs()),
  };
}
