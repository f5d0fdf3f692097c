import { slotClosesBetween } from '../../../lib/market/slotClosesBetween';

const FRIDAY_CLOSE = Date.UTC(2008, 7, 1, 20);

describe('slotClosesBetween', () => {
  it.each([
    ['a weekend closes no daily bar', '1d', FRIDAY_CLOSE, Date.UTC(2008, 7, 3), false],
    ['Monday morning closes none yet', '1d', FRIDAY_CLOSE, Date.UTC(2008, 7, 4, 19, 59), false],
    ['Monday close counts at its very instant', '1d', FRIDAY_CLOSE, Date.UTC(2008, 7, 4, 20), true],
    ['the bar at `after` itself is known already', '1d', FRIDAY_CLOSE, FRIDAY_CLOSE, false],
    [
      'five minutes into the session close one 5-minute bar',
      '5min',
      FRIDAY_CLOSE,
      Date.UTC(2008, 7, 4, 13, 35),
      true,
    ],
    ['four minutes close none', '5min', FRIDAY_CLOSE, Date.UTC(2008, 7, 4, 13, 34), false],
  ] as const)('%s', (_name, interval, after, upTo, expected) => {
    expect(slotClosesBetween(interval, after, upTo)).toBe(expected);
  });
});
