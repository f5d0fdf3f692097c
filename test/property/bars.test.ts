import * as fc from 'fast-check';
import type { RawBar } from '../../lib/market/bar';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import { cleanBars } from '../../lib/market/cleanBars';
import { type Interval, INTERVALS } from '../../lib/market/interval';
import { slotsAfter, slotsEndingAt } from '../../lib/market/slots';

const FROM = Date.UTC(2024, 5, 24);
const TO = Date.UTC(2024, 6, 9);
const MINUTE_MS = 60_000;

const OPENS = sessionsBetween('2024-06-24', '2024-07-08').map(({ openAt }) => openAt);

/** Starts that are mostly places for bars, and sometimes anywhere or nowhere. */
const startAt = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.constantFrom(...OPENS), fc.nat(80))
      .map(([open, step]) => open + step * 5 * MINUTE_MS),
  },
  { weight: 4, arbitrary: fc.nat(14).map((day) => FROM + day * 24 * 60 * MINUTE_MS) },
  { weight: 1, arbitrary: fc.integer({ min: FROM, max: TO }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);

const price = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 95, max: 105 }) },
  { weight: 1, arbitrary: fc.double() },
);

const anyBar: fc.Arbitrary<RawBar> = fc.record({
  startAt,
  open: price,
  high: fc.oneof({ weight: 9, arbitrary: fc.constant(106) }, { weight: 1, arbitrary: price }),
  low: fc.oneof({ weight: 9, arbitrary: fc.constant(94) }, { weight: 1, arbitrary: price }),
  close: price,
  volume: fc.oneof(fc.nat(), fc.double()),
});

const anyBars = fc.array(anyBar, { maxLength: 60 });
const anyInterval: fc.Arbitrary<Interval> = fc.constantFrom(...INTERVALS);
const anyTime = fc.integer({ min: FROM, max: TO });

const clean = (interval: Interval, bars: readonly RawBar[], knownAt: number) =>
  cleanBars({ symbol: 'SPY', interval, source: 'test', bars, knownAt });

describe('cleanBars', () => {
  it('never yields a bar that closed after market time', () => {
    fc.assert(
      fc.property(anyInterval, anyBars, anyTime, (interval, bars, knownAt) => {
        expect(
          clean(interval, bars, knownAt).clean.bars.filter(({ closedAt }) => closedAt > knownAt),
        ).toEqual([]);
      }),
    );
  });

  it('accepts or refuses every bar, once', () => {
    fc.assert(
      fc.property(anyInterval, anyBars, anyTime, (interval, bars, knownAt) => {
        const { clean: kept, rejected } = clean(interval, bars, knownAt);
        expect(kept.bars.length + rejected.length).toBe(bars.length);
      }),
    );
  });

  it('applied to its own bars changes nothing', () => {
    fc.assert(
      fc.property(anyInterval, anyBars, anyTime, (interval, bars, knownAt) => {
        const once = clean(interval, bars, knownAt).clean;
        expect(clean(interval, once.bars, knownAt)).toEqual({ clean: once, rejected: [] });
      }),
    );
  });

  it('at an earlier time yields the same bars, up to that time', () => {
    fc.assert(
      fc.property(anyInterval, anyBars, anyTime, anyTime, (interval, bars, one, other) => {
        const [earlier, later] = [Math.min(one, other), Math.max(one, other)];
        const upToEarlier = clean(interval, bars, later).clean.bars.filter(
          ({ closedAt }) => closedAt <= earlier,
        );
        expect(clean(interval, bars, earlier).clean.bars).toEqual(upToEarlier);
      }),
    );
  });
});

describe('slots', () => {
  it('up to an instant do not change with the bars that close later', () => {
    fc.assert(
      fc.property(anyInterval, anyBars, anyTime, fc.nat(50), (interval, bars, upTo, count) => {
        const all = clean(interval, bars, TO).clean;
        const known = clean(interval, bars, upTo).clean;
        const window = { interval, upTo, count };
        expect(slotsEndingAt({ ...window, bars: all })).toEqual(slotsEndingAt({ ...window, bars: known }));
      }),
    );
  });

  it('hold every bar of their stretch of time exactly once', () => {
    fc.assert(
      fc.property(anyInterval, anyBars, anyTime, anyTime, (interval, bars, after, upTo) => {
        const all = clean(interval, bars, TO).clean;
        const held = slotsAfter({ interval, after, upTo, bars: all }).flatMap(({ bar }) => bar ?? []);
        expect(held).toEqual(all.bars.filter(({ closedAt }) => closedAt > after && closedAt <= upTo));
      }),
    );
  });

  it('after an instant are the newest slots whose close lies after it', () => {
    fc.assert(
      fc.property(anyInterval, anyBars, anyTime, anyTime, (interval, bars, after, upTo) => {
        const all = clean(interval, bars, TO).clean;
        const stretch = slotsAfter({ interval, after, upTo, bars: all });
        const newest = slotsEndingAt({ interval, upTo, count: stretch.length + 1, bars: all });
        expect(newest.slice(1)).toEqual(stretch);
        expect(newest[0]?.closedAt).toBeLessThanOrEqual(Math.min(after, upTo));
      }),
    );
  });
});
