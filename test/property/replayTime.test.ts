import * as fc from 'fast-check';
import { sessionAt } from '../../lib/market/calendar/sessionAt';
import { marketTimeAt, replayPlan } from '../../lib/market/replayTime';

const anyPlan = fc
  .record({
    startDay: fc.nat(6_000),
    sessionMs: fc.integer({ min: 1, max: 86_400_000 }),
    days: fc.integer({ min: 10, max: 4_000 }),
  })
  .map(({ startDay, sessionMs, days }) => {
    const date = (day: number): string =>
      new Date(Date.UTC(2000, 0, 3) + day * 86_400_000).toISOString().slice(0, 10);
    return replayPlan({ startSession: date(startDay), sessionMs, lastSession: date(startDay + days) });
  });

/** A plan and a wall time at which it plays: a session, and how far into it. */
const playing = anyPlan.chain((plan) =>
  fc
    .tuple(fc.nat(plan.sessionCount), fc.nat(plan.sessionMs))
    .map(([sessions, into]) => ({ plan, elapsedMs: sessions * plan.sessionMs + into })),
);

describe('a replay', () => {
  it('never runs backwards', () => {
    fc.assert(
      fc.property(playing, fc.nat(), ({ plan, elapsedMs }, moreMs) => {
        expect(marketTimeAt(plan, elapsedMs + moreMs)).toBeGreaterThanOrEqual(marketTimeAt(plan, elapsedMs));
      }),
    );
  });

  it('shows only times at which the market trades, or a close', () => {
    fc.assert(
      fc.property(playing, ({ plan, elapsedMs }) => {
        const reached = marketTimeAt(plan, elapsedMs);
        expect(sessionAt(reached) ?? sessionAt(reached - 1)).toBeDefined();
      }),
    );
  });
});
