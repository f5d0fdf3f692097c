import { closeVerdict } from '../../../lib/market/closeVerdict';
import { dailyBars, type Prices } from '../../support/madeBars';

const SIGMA = 0.01;
/** Returns up and down in turn of one σ each, which end at 100. */
const CALM = Array.from({ length: 61 }, (_, place): Prices => ({
  close: 100 * Math.exp(place % 2 === 0 ? 0 : SIGMA / 1.4826),
}));
const BEFORE = CALM.length - 1;
const away = (sigmas: number): number => 100 * Math.exp(sigmas * SIGMA);

/** The verdict on a bar after the calm ones, with the close after it if there is one. */
const verdict = (bar: Prices, next?: number, calm = CALM) => {
  const { bars } = dailyBars([...calm, bar, ...(next === undefined ? [] : [{ close: next }])]);
  return closeVerdict({ interval: '1d', bars, at: calm.length, before: bars[calm.length - 1]! });
};

// The open is the close before: no gap unless it is said.
describe('the verdict on a close', () => {
  it.each<[string, number, number | undefined, string]>([
    ['believes 8 σ at once', 7.999, undefined, 'credible'],
    ['believes 8 σ downwards at once', -7.999, undefined, 'credible'],
    ['waits for the next bar beyond 8 σ', 8.001, undefined, 'unconfirmed'],
    ['waits for the next bar beyond 8 σ downwards', -8.001, undefined, 'unconfirmed'],
    ['believes a small jump of which more than a quarter is left', 9, 2.251, 'credible'],
    ['takes a small jump back of which a quarter is left', 9, 2.249, 'reversed'],
    ['takes one back that goes on to the other side', 9, -4.001, 'reversed'],
    ['believes a large jump of which more than a quarter is left', 40, 10.001, 'credible'],
    ['takes a large jump back of which a quarter is left', 40, 9.999, 'reversed'],
    ['takes a large jump down back of which a quarter is left', -40, -9.999, 'reversed'],
    ['believes a jump that goes on', 40, 80, 'credible'],
  ])('%s', (_name, jump, next, expected) => {
    expect(verdict({ close: away(jump) }, next === undefined ? undefined : away(next))).toBe(expected);
  });

  it('believes all while there are too few returns', () => {
    const bar = { close: away(50) };
    expect(verdict(bar, undefined, CALM.slice(1))).toBe('credible');
    expect(verdict(bar)).toBe('unconfirmed');
  });

  it('believes all of a market that has never moved, as nothing tells what is usual', () => {
    expect(
      verdict(
        { close: 150 },
        undefined,
        CALM.map(() => ({ close: 100 })),
      ),
    ).toBe('credible');
  });

  it('holds a market to be no calmer than a thousandth', () => {
    const calm = CALM.map((_, place) => ({ close: place % 2 === 0 ? 100 : 100.001 }));
    expect(verdict({ close: 100 * Math.exp(0.007_99) }, undefined, calm)).toBe('credible');
    expect(verdict({ close: 100 * Math.exp(0.008_01) }, undefined, calm)).toBe('unconfirmed');
  });

  it('looks at the newest credible bar, not at the one before', () => {
    const { bars } = dailyBars([...CALM, { close: away(20) }, { close: away(20) }]);
    const at = bars.length - 1;
    expect(closeVerdict({ interval: '1d', bars, at, before: bars[BEFORE]! })).toBe('unconfirmed');
    expect(closeVerdict({ interval: '1d', bars, at, before: bars[at - 1]! })).toBe('credible');
  });

  it('lets a move be longer over days on which the market is closed', () => {
    const { bars } = dailyBars([...CALM, { close: away(11.9) }]);
    const [before, bar] = [bars[BEFORE]!, bars[BEFORE + 1]!];
    const later = { ...bar, startAt: before.startAt + 9 * 86_400_000 };
    const judged = { interval: '1d', at: BEFORE + 1, before } as const;
    expect(closeVerdict({ ...judged, bars })).toBe('unconfirmed');
    expect(closeVerdict({ ...judged, bars: [...bars.slice(0, -1), later] })).toBe('credible');
  });
});

describe('the jump of a daily bar', () => {
  const TWICE = 100 * Math.log(2);
  it.each<[string, Prices, string]>([
    [
      'is believed where it was there at the open, on heavy volume',
      { close: away(20), open: away(20), volume: 9_000 },
      'credible',
    ],
    ['is believed where half of it was', { close: away(20), open: away(10.01), volume: 4_000 }, 'credible'],
    ['waits where less than half was', { close: away(20), open: away(9.99), volume: 9_000 }, 'unconfirmed'],
    [
      'waits where the volume is not four times the usual',
      { close: away(20), open: away(20), volume: 3_999 },
      'unconfirmed',
    ],
    [
      'waits where it opened on the other side',
      { close: away(20), open: away(-20), volume: 9_000 },
      'unconfirmed',
    ],
    ['is believed downwards', { close: away(-20), open: away(-15), volume: 4_000 }, 'credible'],
    [
      'is believed up to twice the price',
      { close: away(TWICE - 0.01), open: away(TWICE), volume: 9_000 },
      'credible',
    ],
    [
      'waits beyond, as a split would',
      { close: away(TWICE + 0.01), open: away(TWICE), volume: 9_000 },
      'unconfirmed',
    ],
    [
      'waits below half the price',
      { close: away(-TWICE - 0.01), open: away(-TWICE), volume: 9_000 },
      'unconfirmed',
    ],
  ])('%s', (_name, bar, expected) => {
    expect(verdict(bar)).toBe(expected);
  });

  it('waits where the symbol has no volumes', () => {
    const calm = CALM.map((bar) => ({ ...bar, volume: 0 }));
    const bar = { close: away(20), open: away(20), volume: 9_000 };
    expect(verdict(bar, undefined, calm)).toBe('unconfirmed');
  });

  it('is held against the volume of 60 bars, not of more', () => {
    const calm = (quiet: number) =>
      [...CALM, ...CALM.slice(1)].map((bar, place) => ({
        ...bar,
        volume: place >= 121 - quiet ? 1_000 : 2_000,
      }));
    const bar = { close: away(20), open: away(20), volume: 6_000 };
    expect(verdict(bar, undefined, calm(30))).toBe('credible');
    expect(verdict(bar, undefined, calm(29))).toBe('unconfirmed');
  });

  it('has to be confirmed all the same within a day', () => {
    const { bars } = dailyBars([...CALM, { close: away(20), open: away(20), volume: 9_000 }]);
    // Five minutes apart, so that the scale is one.
    const minutes = bars.map((bar, place) => ({ ...bar, startAt: place * 300_000 }));
    const judged = { interval: '5min', bars: minutes, at: BEFORE + 1, before: minutes[BEFORE]! } as const;
    expect(closeVerdict(judged)).toBe('unconfirmed');
  });
});
