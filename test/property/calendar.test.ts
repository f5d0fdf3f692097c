import * as fc from 'fast-check';
import { nextSession } from '../../lib/market/calendar/nextSession';
import { previousSession } from '../../lib/market/calendar/previousSession';
import { sessionNumbered, sessionPlace } from '../../lib/market/calendar/sessionNumber';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';

const newYorkTime = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  dateStyle: 'short',
  timeStyle: 'short',
  hourCycle: 'h23',
});

const shown = (instant: number): string => newYorkTime.format(new Date(instant));

describe('the calendar', () => {
  it('opens at 09:30 and closes at 16:00 or 13:00 on a New York clock, around every change of the clocks 2000–2030', () => {
    const sessions = sessionsBetween('2000-01-01', '2030-12-31');
    const hours = (at: number): number => Math.floor((at % 86_400_000) / 3_600_000);
    const changes = sessions.flatMap((session, at) => {
      const before = sessions[at - 1];
      return before && hours(before.openAt) !== hours(session.openAt) ? [before, session] : [];
    });
    expect(changes).toHaveLength(31 * 2 * 2);
    for (const { date, openAt, closeAt, earlyClose } of changes) {
      expect([shown(openAt), shown(closeAt)]).toEqual([
        `${date}, 09:30`,
        `${date}, ${earlyClose ? '13:00' : '16:00'}`,
      ]);
    }
  });

  it('shows those hours on any session', () => {
    const sessions = sessionsBetween('1990-01-01', '2100-12-31');
    fc.assert(
      fc.property(fc.constantFrom(...sessions), ({ date, openAt, closeAt, earlyClose }) => {
        expect([shown(openAt), shown(closeAt)]).toEqual([
          `${date}, 09:30`,
          `${date}, ${earlyClose ? '13:00' : '16:00'}`,
        ]);
      }),
    );
  });

  it('numbers every session of 1990–2100 without a hole, in order', () => {
    const sessions = sessionsBetween('1990-01-01', '2100-12-31');
    expect(sessions.map((session) => sessionPlace(session).number)).toEqual(
      sessions.map((_, index) => index),
    );
    expect(sessions.every((session, index) => sessionNumbered(index) === session)).toBe(true);
    const early = sessions.filter(({ earlyClose }) => earlyClose).length;
    const last = sessions.at(-1);
    expect(last && sessionPlace(last).earlyBefore).toBe(early);
  });

  it('leads from a session to the next and back', () => {
    const sessions = sessionsBetween('1990-02-01', '2100-11-30');
    fc.assert(
      fc.property(fc.constantFrom(...sessions), (session) => {
        const next = nextSession(session.date);
        expect(next.openAt).toBeGreaterThan(session.closeAt);
        expect(previousSession(next.date)).toBe(session);
      }),
    );
  });
});
