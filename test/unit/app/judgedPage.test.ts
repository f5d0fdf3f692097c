import { judgedPage } from '../../../lib/app/judgedPage';
import type { Bar } from '../../../lib/market/bar';
import { dailyBars } from '../../support/madeBars';

/** A calm price, the last close but one of which jumped and went back. */
const bars = (jumped = 200): readonly Bar[] =>
  dailyBars([
    ...Array.from({ length: 70 }, (_, place) => ({ close: 100 + (place % 2) })),
    { close: jumped },
    { close: 100 },
  ]).bars;
const PAGE = { symbol: 'ACME', interval: '1d', splits: [] } as const;
const copied = (all: readonly Bar[]): readonly Bar[] => all.map((bar) => ({ ...bar }));

describe('a page of bars', () => {
  it('is judged once while it holds the same numbers, whoever has read them', () => {
    const judged = judgedPage({ ...PAGE, bars: bars() });
    expect([...judged.withheld.values()]).toEqual(['unconfirmed']);
    expect(judgedPage({ ...PAGE, bars: copied(bars()) })).toBe(judged);
  });

  it.each(['open', 'high', 'low', 'close', 'volume'] as const)(
    'is judged again where the %s of one bar is another',
    (field) => {
      const judged = judgedPage({ ...PAGE, bars: bars() });
      const changed = bars().map((bar, place) =>
        place === 40 ? { ...bar, [field]: bar[field] * 1.0001 } : bar,
      );
      expect(judgedPage({ ...PAGE, bars: changed })).not.toBe(judged);
    },
  );

  it('is judged by its own numbers after another of the same place', () => {
    judgedPage({ ...PAGE, bars: bars() });
    expect([...judgedPage({ ...PAGE, bars: bars(102) }).withheld.values()]).toEqual([]);
    expect([...judgedPage({ ...PAGE, bars: bars() }).withheld.values()]).toEqual(['unconfirmed']);
  });

  it('is another in another interval, and of another symbol', () => {
    const judged = judgedPage({ ...PAGE, bars: bars() });
    expect(judgedPage({ ...PAGE, symbol: 'BETA', bars: bars() }).symbol).toBe('BETA');
    expect(judgedPage({ ...PAGE, bars: bars() })).toBe(judged);
  });

  it('that goes over a split is judged on the scale of its last bar', () => {
    const at = bars().at(-1)!.startAt;
    const { bars: rebased } = judgedPage({
      ...PAGE,
      bars: bars(100),
      splits: [{ at, numerator: 2, denominator: 1 }],
    });
    expect(rebased[0]!.close).toBe(50);
    expect(judgedPage({ ...PAGE, bars: bars(100) }).bars[0]!.close).toBe(100);
  });

  it('of which more than a hundred others were asked for since is judged again', () => {
    const judged = judgedPage({ ...PAGE, bars: bars() });
    for (let other = 0; other < 100; other += 1) judgedPage({ ...PAGE, symbol: `S${other}`, bars: bars() });
    expect(judgedPage({ ...PAGE, bars: bars() })).not.toBe(judged);
  });
});
