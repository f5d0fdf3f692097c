import { cleanBars } from '../../../lib/market/cleanBars';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import type { CleanBars } from '../../../lib/market/bar';
import { isGreat, jumpedOpenings, speaksFor } from '../../../lib/market/splitSignal';
import { splitSeen } from '../../../lib/market/supposedSplit';
import type { Split } from '../../../lib/market/split';
import { dailyBars, type Prices } from '../../support/madeBars';

const ALWAYS = Number.NEGATIVE_INFINITY;

/** So many bars that go up and down by a share in turn, the last of which closed at 100. */
const calm = (count: number, share = 0.01): Prices[] =>
  Array.from({ length: count }, (_, place) => ({ close: 100 * (1 + ((count - 1 - place) % 2) * share) }));

/** A bar that opened at a multiple of 100, and closed there unless something else is said. */
const openedAt = (by: number, more: Partial<Prices> = {}): Prices => ({
  open: 100 * by,
  close: 100 * by,
  ...more,
});

/** The opening of the last bar, which is far from the close before. */
function openingOf(bars: CleanBars) {
  const [opening, ...more] = jumpedOpenings(bars, ALWAYS);
  expect(more).toEqual([]);
  return opening!;
}

describe('a session that opened far from the close before', () => {
  it.each<[string, Prices[], boolean]>([
    ['by 10.1 % up', [...calm(5), openedAt(1.101)], true],
    ['by 9.9 % up', [...calm(5), openedAt(1.099)], false],
    ['by as much down', [...calm(5), openedAt(1 / 1.101)], true],
    ['by less down', [...calm(5), openedAt(1 / 1.099)], false],
    ['not, and closed there', [...calm(5), { close: 50 }], false],
  ])('%s is looked at: %#', (_how, prices, isFound) => {
    expect(jumpedOpenings(dailyBars(prices), ALWAYS)).toHaveLength(isFound ? 1 : 0);
  });

  it.each([
    ['where the price came from', 98, true],
    ['less than half as far', 71, true],
    ['more than half as far', 70, false],
    ['on the other side', 200, true],
  ])('and closed %s is looked at, and seems to be a split or not', (_where, close, wentBack) => {
    const series = dailyBars([...calm(70), openedAt(0.5, { close, volume: 2_000 })]);
    const opening = openingOf(series);
    expect(opening.wentBack).toBe(wentBack);
    expect(splitSeen(opening, series) === undefined).toBe(wentBack);
  });

  it.each<[string, Prices[], boolean]>([
    ['the close before it stood where it opened', [...calm(70), { close: 50 }, openedAt(0.5)], true],
    ['it opened where the close before it stood, and closed away', [...calm(70), { close: 50 }], true],
    ['it was the second after a move', [...calm(70), openedAt(0.5), openedAt(0.5), openedAt(0.5)], false],
    ['nothing is known of how prices move', [...calm(5), { close: 50 }], false],
  ])(
    'though it opened near that is looked at for what was announced where %s: %p',
    (_where, prices, isFound) => {
      const series = dailyBars(prices);
      const opening = jumpedOpenings(series, series.bars.at(-2)!.closedAt)[0];
      expect(opening?.isUsual).toBe(isFound ? true : undefined);
    },
  );

  it.each([
    [3, 2, false],
    [15, 8, false],
    [2, 1, true],
    [1, 2, true],
    [4, 5, false],
  ])('of %i:%i changes the count of shares at least twofold: %p', (numerator, denominator, isTwofold) => {
    expect(isGreat({ at: 0, numerator, denominator })).toBe(isTwofold);
  });

  it('is told with its session, the bars on both sides and the size of the jump', () => {
    const series = dailyBars([...calm(5), openedAt(0.5), { close: 51 }]);
    const [before, bar] = series.bars.slice(4);
    expect(openingOf(series)).toEqual({
      at: bar!.startAt,
      before,
      bar,
      jump: Math.log(0.5),
      isMisplaced: false,
      isUsual: false,
      wentBack: false,
      place: 5,
    });
  });

  it.each([
    ['is not usual, and seen, beyond', 0.015, false],
    ['is usual, and not seen, within', 0.02, true],
  ])('%s 8 σ of prices that go by %p', (_what, share, isUsual) => {
    const series = dailyBars([...calm(70, share), openedAt(1 / 1.2, { volume: 1_200 })]);
    expect(openingOf(series)).toMatchObject({ isUsual });
    expect(splitSeen(openingOf(series), series)?.numerator).toBe(isUsual ? undefined : 6);
  });

  it('is none of those that have closed by then, nor the first bar of all', () => {
    const series = dailyBars([...calm(5), openedAt(0.5)]);
    const { closedAt } = series.bars[5]!;
    expect(jumpedOpenings(series, closedAt - 1)).toHaveLength(1);
    expect(jumpedOpenings(series, closedAt)).toEqual([]);
    expect(jumpedOpenings({ ...series, bars: series.bars.slice(5) }, ALWAYS)).toEqual([]);
  });
});

const ratio = (numerator: number, denominator: number): Split => ({ at: 0, numerator, denominator });

describe('the price speaks for a split', () => {
  it.each([
    ['within 3 % above', 1.029 / 7, ratio(7, 1), true],
    ['not beyond', 1.031 / 7, ratio(7, 1), false],
    ['within 3 % below', 1 / 1.029 / 7, ratio(7, 1), true],
    ['not beneath', 1 / 1.031 / 7, ratio(7, 1), false],
    ['which is of fewer shares', 7.9, ratio(1, 8), true],
    ['not for its reverse', 7.9, ratio(8, 1), false],
  ])('%s', (_how, by, split, speaks) => {
    const series = dailyBars([...calm(5), openedAt(by)]);
    expect(speaksFor(series, openingOf(series), split)).toBe(speaks);
  });

  it('not where a split would leave more than the jump, though prices move so far by themselves', () => {
    const series = dailyBars([...calm(70, 0.05), openedAt(0.88)]);
    expect(speaksFor(series, openingOf(series), ratio(5, 4))).toBe(true);
    expect(speaksFor(series, openingOf(series), ratio(5, 3))).toBe(false);
  });

  it.each([
    [0.01, true],
    [0.005, false],
  ])('where what is left is no more than prices do that go by %p', (share, speaks) => {
    const series = dailyBars([...calm(70, share), openedAt(1.1 / 7)]);
    expect(speaksFor(series, openingOf(series), ratio(7, 1))).toBe(speaks);
  });
});

/** What is seen in a session that opened at a multiple of the close before, with a multiple of the usual volume. */
function seen(by: number, volumes: number, usual = 1_000): string | undefined {
  const before = calm(5).map((prices) => ({ ...prices, volume: usual }));
  const series = dailyBars([...before, openedAt(by, { volume: usual * volumes })]);
  const split = splitSeen(openingOf(series), series);
  return split && `${split.numerator}:${split.denominator}`;
}

describe('a split is seen in price and volume', () => {
  it.each([
    [2, 1],
    [3, 1],
    [7, 1],
    [10, 1],
    [20, 1],
    [50, 1],
    [100, 1],
    [3, 2],
    [5, 2],
    [4, 3],
    [5, 3],
    [5, 4],
    [7, 4],
    [1, 2],
    [1, 8],
    [1, 100],
    [2, 3],
    [4, 5],
  ])('of %i:%i', (many, few) => {
    for (const off of [1, 1.02, 1 / 1.02])
      expect(seen((few / many) * off, many / few)).toBe(`${many}:${few}`);
  });

  it.each([
    [1.029, '7:1'],
    [1.031, undefined],
    [1 / 1.029, '7:1'],
    [1 / 1.031, undefined],
  ])('which a price %p times as high as it asks for says is %s', (off, split) => {
    expect(seen(off / 7, 7)).toBe(split);
  });

  it.each([
    [0.99, '7:1'],
    [1.01, undefined],
    [-0.99, '7:1'],
    [-1.01, undefined],
  ])('which a volume that is e to the %p of what it asks for says is %s', (log, split) => {
    expect(seen(1 / 7, 7 * Math.exp(log))).toBe(split);
  });

  it('not of a ratio that exchanges do not know, nor where nothing is traded', () => {
    expect(seen(1 / 11, 11)).toBeUndefined();
    expect(seen(1 / 7, 0)).toBeUndefined();
    expect(seen(1 / 7, 7, 0)).toBeUndefined();
  });

  it.each([
    [1.222, '5:6'],
    [1.228, '4:5'],
  ])('of two ratios the nearer: a price %p times as high is %s', (by, split) => {
    expect(seen(by, 1 / by)).toBe(split);
  });
});

const MINUTES_5 = 300_000;

/** Bars of 5 minutes whose first of each session has twenty times the volume of the others; the last session is split. */
function openings(from: string, to: string, volumes: number): CleanBars {
  const sessions = sessionsBetween(from, to);
  const bars = sessions.flatMap(({ openAt }, day) =>
    Array.from({ length: 78 }, (_, place) => {
      const isSplit = day === sessions.length - 1;
      const price = isSplit ? 100 / 7 : 100 + (place % 2);
      const volume = (place === 0 ? 20_000 : 1_000) * (isSplit ? volumes : 1);
      return {
        startAt: openAt + place * MINUTES_5,
        open: price,
        high: price,
        low: price,
        close: price,
        volume,
      };
    }),
  );
  const of = { symbol: 'MADE', interval: '5min', source: 'made', knownAt: Number.POSITIVE_INFINITY } as const;
  return cleanBars({ ...of, bars }).clean;
}

it.each([
  ['the session before', '2024-03-06', '2024-03-08'],
  ['the session before, though clocks have changed since', '2024-03-07', '2024-03-11'],
])('the volume of an opening is compared with that of %s', (_name, from, to) => {
  const [split, quiet] = [openings(from, to, 7), openings(from, to, 0.1)];
  expect(splitSeen(openingOf(split), split)).toMatchObject({ numerator: 7, denominator: 1 });
  expect(splitSeen(openingOf(quiet), quiet)).toBeUndefined();
});

it('a fall within a session is no opening', () => {
  const quiet = openings('2024-03-07', '2024-03-07', 1);
  const fallen = quiet.bars.map((bar, place) =>
    place < 70 ? bar : { ...bar, open: 7, high: 7, low: 7, close: 7 },
  );
  expect(jumpedOpenings({ ...quiet, bars: fallen }, ALWAYS)).toEqual([]);
});
