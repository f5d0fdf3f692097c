import { doubtedPrints } from '../../../lib/market/doubtedPrints';
import { dailyBars, type Prices } from '../../support/madeBars';

/** The range of each bar before, as a logarithm: six of them are credible. */
const RANGE = 0.01;
const usual = (count: number): Prices[] =>
  Array.from({ length: count }, () => ({ close: 100, high: 100 * Math.exp(RANGE), low: 100 }));
const out = (ranges: number): number => 100 * Math.exp(ranges * RANGE);

/** What is doubted of a bar after usual ones, and after it another if there is one. */
function doubted(bar: Partial<Prices>, after?: Partial<Prices>, before = usual(63)) {
  const rows = [
    ...before,
    { close: 100, high: 101, low: 100, ...bar },
    ...(after ? [{ close: 100, ...after }] : []),
  ];
  const { bars } = dailyBars(rows);
  const all = doubtedPrints(bars);
  return { ...all.get(bars[before.length]!.startAt), bars, all };
}

describe('doubted prints', () => {
  it.each<[string, Partial<Prices>, Partial<Prices> | undefined]>([
    ['none where a high is within six usual ranges', { high: out(5.999) }, undefined],
    ['a high further out, cut back to six', { high: out(6.001) }, { high: out(6) }],
    ['none where a low is within six usual ranges', { low: out(-5.999) }, undefined],
    ['a low further out, cut back to six', { low: out(-6.001) }, { low: out(-6) }],
    ['a low far out', { low: 1 }, { low: out(-6) }],
    ['none where an open is within them', { open: out(5.999), high: out(5.999) }, undefined],
    ['an open further out', { open: out(9), high: out(9) }, { open: out(6), high: out(9) }],
    [
      'an open with a high beyond what is credible of it',
      { open: out(9), high: out(20) },
      { open: out(6), high: out(12) },
    ],
    ['none of a bar that went there, close and all', { close: out(20), high: out(20) }, undefined],
  ])('are %s', (_name, bar, cut) => {
    const found = doubted(bar);
    if (cut === undefined) expect(found.cut).toBeUndefined();
    for (const [price, expected] of Object.entries(cut ?? {}))
      expect(found.cut![price as 'high']).toBeCloseTo(expected, 9);
  });

  it('keep the close, and each price that is credible, to the last digit', () => {
    const { cut, bars } = doubted({ high: out(50), low: 99.1, open: 100.3, close: 100.7 });
    expect(cut).toMatchObject({ low: 99.1, open: 100.3, close: 100.7, volume: bars[63]!.volume });
  });

  it.each<
    [string, Partial<Prices>, Partial<Prices> | undefined, { isConfirmed: boolean; isSettled: boolean }]
  >([
    ['wait for the bar after', { high: out(20) }, undefined, { isConfirmed: false, isSettled: false }],
    [
      'are believed where it came half as far out',
      { high: out(20) },
      { high: (out(20) + out(6)) / 2 + 1e-9 },
      { isConfirmed: true, isSettled: true },
    ],
    [
      'are not where it did not',
      { high: out(20) },
      { high: (out(20) + out(6)) / 2 - 1e-9 },
      { isConfirmed: false, isSettled: true },
    ],
    [
      'are believed where it came half as far down',
      { low: out(-20) },
      { low: (out(-20) + out(-6)) / 2 - 1e-9 },
      { isConfirmed: true, isSettled: true },
    ],
    [
      'are not where it came less than half as far down',
      { low: out(-20) },
      { low: (out(-20) + out(-6)) / 2 + 1e-9 },
      { isConfirmed: false, isSettled: true },
    ],
    [
      'are believed of an open where it came half as far out',
      { open: out(10), high: out(10) },
      { high: (out(10) + out(6)) / 2 + 1e-9 },
      { isConfirmed: true, isSettled: true },
    ],
    [
      'are not of an open where it did not',
      { open: out(10), high: out(10) },
      { high: (out(10) + out(6)) / 2 - 1e-9 },
      { isConfirmed: false, isSettled: true },
    ],
    [
      'are not of an open far down where it came as far up',
      { open: out(-10), low: out(-10) },
      { high: out(20) },
      { isConfirmed: false, isSettled: true },
    ],
    [
      'are not where it came half as far up instead',
      { low: out(-20) },
      { high: out(20) },
      { isConfirmed: false, isSettled: true },
    ],
    [
      'are not where it came half as far on one side of two',
      { high: out(20), low: out(-20) },
      { high: out(20) },
      { isConfirmed: false, isSettled: true },
    ],
  ])('%s', (_name, bar, after, { isConfirmed, isSettled }) => {
    const found = doubted(bar, after);
    expect(found.isConfirmed).toBe(isConfirmed);
    expect(found.settledAt).toBe(isSettled ? found.bars[64]!.closedAt : undefined);
  });

  it('are believed whatever the bar after did on the other side', () => {
    const above = { open: 100.5, low: 100.5, close: 100.5 };
    expect(doubted({ high: out(20) }, { ...above, high: out(20) }).isConfirmed).toBe(true);
  });

  it('are none in the first 21 bars', () => {
    expect(doubted({ high: 500 }, undefined, usual(20)).cut).toBeUndefined();
    expect(doubted({ high: 500 }, undefined, usual(21)).cut).toBeDefined();
  });

  it('are none where bars have no range', () => {
    const flat = usual(63).map(({ close }) => ({ close }));
    expect(doubted({ high: 500 }, undefined, flat).all.size).toBe(0);
  });

  it('are held against the ranges of 63 bars, of which the median counts', () => {
    const wide = (count: number): Prices[] => usual(count).map((bar) => ({ ...bar, high: out(2) }));
    const high = { high: out(8) };
    expect(doubted(high, undefined, [...usual(1), ...wide(31), ...usual(32)]).cut).toBeDefined();
    expect(doubted(high, undefined, [...wide(1), ...wide(31), ...usual(31)]).cut).toBeUndefined();
    // The bar itself has no say, and each of the 63 has.
    expect(doubted(high, undefined, [...usual(1), ...wide(31), ...usual(31)]).cut).toBeDefined();
    expect(doubted({ high: out(10) }, undefined, [...wide(32), ...usual(31)]).cut).toBeUndefined();
    // What lies before the 63 has no say.
    expect(doubted(high, undefined, [...wide(100), ...wide(31), ...usual(32)]).cut).toBeDefined();
    expect(doubted(high, undefined, [...usual(100), ...wide(32), ...usual(31)]).cut).toBeUndefined();
  });
});
