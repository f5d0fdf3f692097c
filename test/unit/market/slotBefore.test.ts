import { slotBefore } from '../../../lib/market/slotBefore';

describe('slotBefore', () => {
  it.each([
    ['the session before, over a weekend', '1d', Date.UTC(2008, 7, 4, 20), Date.UTC(2008, 7, 1, 20)],
    [
      'the same session, a moment after its close',
      '1d',
      Date.UTC(2008, 7, 1, 20, 0, 1),
      Date.UTC(2008, 7, 1, 20),
    ],
    ['five minutes earlier inside a session', '5min', Date.UTC(2008, 7, 4, 14), Date.UTC(2008, 7, 4, 13, 55)],
    [
      'the last bar of Friday on Monday morning',
      '5min',
      Date.UTC(2008, 7, 4, 13, 35),
      Date.UTC(2008, 7, 1, 20),
    ],
    ['nothing before the calendar begins', '1d', Date.UTC(1980, 0, 1), 0],
  ] as const)('is %s', (...[, interval, instant, expected]) => {
    expect(slotBefore(interval, instant)).toBe(expected);
  });
});
