import { barSession } from './barSession';
import { type Interval, INTRADAY_BAR_MS } from './interval';

/**
 * When a bar becomes known: nobody may look at it earlier.
 *
 * Units   epoch ms in and out.
 * Edge    a daily bar closes with its session, early closes included; an intraday bar never later than
 *         its session; `undefined` outside every session.
 * @example barClosedAt('1d', Date.UTC(2024, 6, 3)) // → Date.UTC(2024, 6, 3, 17), an early close
 */
export function barClosedAt(interval: Interval, startAt: number): number | undefined {
  const session = barSession(interval, startAt);
  if (!session) return undefined;
  if (interval === '1d') return session.closeAt;
  return Math.min(startAt + INTRADAY_BAR_MS[interval], session.closeAt);
}
