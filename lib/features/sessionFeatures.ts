import { columnOf } from './columnOf';
import type { Feature } from './feature';

/**
 * How many nights the horizon after a bar crosses: the market moves over a night, when nobody can trade.
 *
 * Edge    0 on daily bars, which each hold their night. A horizon beyond the next session counts full sessions.
 */
export const nightsAhead: Feature = {
  warmUp: 1,
  column: ({ count, barsToClose, barsPerSession }, horizonBars) =>
    columnOf(count, (t) => {
      const beyond = horizonBars - barsToClose[t]!;
      return beyond > 0 ? Math.ceil(beyond / barsPerSession) : 0;
    }),
};
