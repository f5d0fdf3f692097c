import { marketTimeAt, replayEnded, replayPlan } from '../../../lib/market/replayTime';

const plan = replayPlan({ startSession: '2008-08-01', sessionMs: 2_000, lastSession: '2008-08-05' });
const shown = (elapsedMs: number): string => new Date(marketTimeAt(plan, elapsedMs)).toISOString();

describe('marketTimeAt', () => {
  it.each([
    ['before it starts, at the close of the session before', -5_000, '2008-07-31T20:00:00.000Z'],
    ['at its origin just the same', 0, '2008-07-31T20:00:00.000Z'],
    ['in the middle of the first session', 1_000, '2008-08-01T16:45:00.000Z'],
    ['after one session at its close', 2_000, '2008-08-01T20:00:00.000Z'],
    ['a moment later after the next open: the weekend takes no time', 2_001, '2008-08-04T13:30:11.700Z'],
    ['at the last close', 6_000, '2008-08-05T20:00:00.000Z'],
    ['there for ever after', 1e12, '2008-08-05T20:00:00.000Z'],
  ])('stands %s', (_name, elapsedMs, instant) => {
    expect(shown(elapsedMs)).toBe(instant);
  });

  it('plays an early close in the same time as a full session', () => {
    const short = replayPlan({ startSession: '2024-07-03', sessionMs: 1_000 });
    expect(new Date(marketTimeAt(short, 1_000)).toISOString()).toBe('2024-07-03T17:00:00.000Z');
  });

  it('goes on without an end when none is given', () => {
    const endless = replayPlan({ startSession: '2008-08-01', sessionMs: 1 });
    expect(new Date(marketTimeAt(endless, 252 * 10)).getUTCFullYear()).toBe(2018);
    expect(replayEnded(endless, 1e12)).toBe(false);
  });
});

describe('replayEnded', () => {
  it.each([
    [5_999, false],
    [6_000, true],
    [6_001, true],
  ])('after %d ms is %s', (elapsedMs, ended) => {
    expect(replayEnded(plan, elapsedMs)).toBe(ended);
  });
});

describe('replayPlan', () => {
  it('moves a start on a holiday to the next session, and an end on one to the last', () => {
    const moved = replayPlan({ startSession: '2024-07-04', sessionMs: 1_000, lastSession: '2024-07-07' });
    expect([moved.sessionCount, new Date(marketTimeAt(moved, 1_000)).toISOString()]).toEqual([
      1,
      '2024-07-05T20:00:00.000Z',
    ]);
  });

  it.each([
    ['a start that is no date', { startSession: 'now', sessionMs: 1 }, 'date "now" is not a date'],
    ['a pace of nothing', { startSession: '2008-08-01', sessionMs: 0 }, 'sessionMs "0"'],
    ['a pace that is no number', { startSession: '2008-08-01', sessionMs: Number.NaN }, 'sessionMs "NaN"'],
    ['a broken pace', { startSession: '2008-08-01', sessionMs: 1.5 }, 'sessionMs "1.5"'],
    [
      'a pace slower than life',
      { startSession: '2008-08-01', sessionMs: 86_400_001 },
      'sessionMs "86400001"',
    ],
    [
      'a start after the end',
      { startSession: '2008-08-01', sessionMs: 1, lastSession: '2008-07-31' },
      'is after the last session',
    ],
  ])('refuses %s', (_name, options, message) => {
    expect(() => replayPlan(options)).toThrow(message);
  });
});
