import { barClosedAt } from '../../../lib/market/barClose';

describe('barClosedAt', () => {
  it.each([
    ['a daily bar closes with its session', '1d', '2024-07-02T00:00:00Z', '2024-07-02T20:00:00Z'],
    ['a daily bar of an early close at 13:00', '1d', '2024-07-03T00:00:00Z', '2024-07-03T17:00:00Z'],
    ['an intraday bar after its length', '5min', '2024-07-02T13:30:00Z', '2024-07-02T13:35:00Z'],
    ['the last 5 minutes with the session', '5min', '2024-07-02T19:55:00Z', '2024-07-02T20:00:00Z'],
    ['the last hourly bar after half an hour', '1h', '2024-07-02T19:30:00Z', '2024-07-02T20:00:00Z'],
    [
      'an hourly bar of an early close no later than it',
      '1h',
      '2024-07-03T16:30:00Z',
      '2024-07-03T17:00:00Z',
    ],
  ] as const)('%s', (_name, interval, startAt, closedAt) => {
    expect(barClosedAt(interval, Date.parse(startAt))).toBe(Date.parse(closedAt));
  });

  it.each([
    ['a daily bar of a holiday', '1d', '2024-07-04T00:00:00Z'],
    ['a bar before the open', '5min', '2024-07-02T13:25:00Z'],
    ['a bar at the close', '5min', '2024-07-02T20:00:00Z'],
    ['a bar after an early close', '5min', '2024-07-03T17:00:00Z'],
    ['a bar without a start', '1d', 'never'],
  ] as const)('%s has none', (_name, interval, startAt) => {
    expect(barClosedAt(interval, Date.parse(startAt))).toBeUndefined();
  });
});
