import { retryDelayMs } from '../../../lib/alerts/retryDelay';

describe('retryDelayMs', () => {
  it.each([
    [1, 30_000],
    [2, 60_000],
    [5, 480_000],
    [6, 900_000],
    [60, 900_000],
  ])('after %i attempts it waits %i ms, give or take a quarter', (attempts, plainMs) => {
    for (const id of ['a', 'bb', 'ccc', 'abcdefghijklmnopqrstuvwxyz']) {
      expect(Math.abs(retryDelayMs(attempts, id) / plainMs - 1)).toBeLessThanOrEqual(0.25);
    }
  });

  it('spreads alerts that failed together', () => {
    const delays = new Set(Array.from({ length: 50 }, (_, index) => retryDelayMs(3, `alert${index}`)));
    expect(delays.size).toBeGreaterThan(40);
  });
});
