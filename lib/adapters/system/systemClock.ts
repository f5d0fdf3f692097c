import type { Clock } from '../../ports/Clock';

/** The machine's clock. */
export function systemClock(): Clock {
  return { now: () => Date.now() };
}
