import { DAY_MS } from './civilDate';
import { sessionUpToDay } from './neighbourSession';
import type { Session } from './session';

/** The session before another; `undefined` at the start of the calendar. */
export const sessionBefore = ({ openAt }: Session): Session | undefined =>
  sessionUpToDay(Math.floor(openAt / DAY_MS) - 1);
