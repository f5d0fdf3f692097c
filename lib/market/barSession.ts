import { DAY_MS } from './calendar/civilDate';
import type { Session } from './calendar/session';
import { sessionAt } from './calendar/sessionAt';
import { sessionOfDay } from './calendar/sessionOfDay';
import type { Interval } from './interval';

/**
 * The session a bar belongs to, by its START.
 *
 * Edge    a daily bar's START is a label, its session's date at 00:00Z; any instant of that UTC day counts.
 */
export function barSession(interval: Interval, startAt: number): Session | undefined {
  if (!Number.isFinite(startAt)) return undefined;
  return interval === '1d' ? sessionOfDay(Math.floor(startAt / DAY_MS)) : sessionAt(startAt);
}
