import { marketTimeAt, replayEnded, replayPlan } from '../../market/replayTime';
import type { Clock } from '../../ports/Clock';
import type { MarketClock } from '../../ports/MarketClock';

/**
 * Market time of a replayed feed: at `originMs` of wall time it stands at the close before
 * `startSession`, and every `sessionMs` it plays one session. Processes with the same options and
 * the same wall clock agree on it.
 *
 * Throws INPUT_INVALID when an option is not valid.
 */
export function replayMarketClock(options: {
  readonly clock: Clock;
  readonly startSession: string;
  readonly originMs: number;
  readonly sessionMs: number;
  readonly lastSession?: string;
}): MarketClock {
  const { clock, originMs, ...pace } = options;
  const plan = replayPlan(pace);
  let furthestMs = Number.NEGATIVE_INFINITY;
  const elapsedMs = (): number => {
    furthestMs = Math.max(furthestMs, clock.now() - originMs);
    return furthestMs;
  };
  return {
    now: () => marketTimeAt(plan, elapsedMs()),
    ended: () => replayEnded(plan, elapsedMs()),
  };
}
