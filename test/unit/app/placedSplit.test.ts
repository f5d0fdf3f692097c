import { placedSplit } from '../../../lib/app/placedSplit';
import type { CleanBars } from '../../../lib/market/bar';
import type { Split } from '../../../lib/market/split';
import { dailyBars, type Prices } from '../../support/madeBars';

/** Sessions that go up and down by 1 % in turn, from 100 times a factor on. */
const calm = (count: number, by = 1): Prices[] =>
  Array.from({ length: count }, (_, place) => ({ open: 100.5 * by, close: (100 + (place % 2)) * by }));
const BEFORE = calm(70);

/** Where a split is placed that is announced for a session, counted from the seventy before: undefined where nowhere. */
function placeOf(bars: CleanBars, session: number, numerator: number, denominator = 1): number | undefined {
  const at = bars.bars[70 + session]!.startAt;
  const said: Split = { at, numerator, denominator };
  const placed = placedSplit(bars, said, []);
  const place = bars.bars.findIndex(({ startAt }) => startAt === placed?.at);
  return place === -1 ? undefined : place - 70;
}

const series = (...after: readonly Prices[]) => dailyBars([...BEFORE, ...after]);

describe('an announced split', () => {
  it('is one of its session where that opened there, else of the one beside that did', () => {
    const stepped = series(...calm(5, 1 / 2));
    expect(placeOf(stepped, 0, 2)).toBe(0);
    expect(placeOf(stepped, 1, 2)).toBe(0);
    expect(placeOf(stepped, 2, 2)).toBeUndefined();
  });

  it('is none of the session beside that opened more than 3 % away, though its own may', () => {
    const off = series(...calm(1), ...calm(5, 0.94 / 2));
    expect(placeOf(off, 1, 2)).toBe(1);
    expect(placeOf(off, 2, 2)).not.toBe(1);
    // Nor is it one of its own then, whose prices stand where they were.
    expect(placeOf(off, 0, 2)).toBeUndefined();
  });

  it('of less than 10 % is none, wherever prices stand', () => {
    expect(placeOf(series(...calm(5, 20 / 21)), 0, 21, 20)).toBeUndefined();
    expect(placeOf(series(...calm(5, 0.9)), 0, 21, 20)).toBeUndefined();
  });

  it('is none of a session beside of which only a print stood there', () => {
    // It opened near the close before, and closed at half of that; the next bars are back.
    const print = series(...calm(1), { open: 100, close: 50 }, ...calm(4));
    expect(placeOf(print, 0, 2)).toBeUndefined();
  });
});
