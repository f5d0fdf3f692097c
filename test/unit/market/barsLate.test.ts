import { barsLate } from '../../../lib/market/barsLate';

const FRIDAY_CLOSE = Date.UTC(2008, 7, 1, 20);

describe('bars that should have closed since', () => {
  it.each([
    ['over a weekend none', '1d', Date.UTC(2008, 7, 4, 19, 59), 0],
    ['at the Monday close one', '1d', Date.UTC(2008, 7, 4, 20), 1],
    ['by Tuesday evening two', '1d', Date.UTC(2008, 7, 5, 20), 2],
    ['of a month no more than asked for', '1d', Date.UTC(2008, 8, 1), 9],
    ['twenty minutes into Monday four of five minutes', '5min', Date.UTC(2008, 7, 4, 13, 50), 4],
    ['at the very close none', '1d', FRIDAY_CLOSE, 0],
    ['before none', '1d', FRIDAY_CLOSE - 1, 0],
  ] as const)('are %s', (_what, interval, upTo, expected) => {
    expect(barsLate(interval, FRIDAY_CLOSE, { upTo, most: 9 })).toBe(expected);
  });
});
