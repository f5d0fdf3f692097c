import { judgedBars } from '../../../lib/app/judgedBars';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { cleanBars } from '../../../lib/market/cleanBars';
import { slotsAfter } from '../../../lib/market/slots';
import type { KnownSplit } from '../../../lib/market/split';
import type { Instance } from '../../../lib/ports/InstanceStore';
import { dailyBars, firstBars } from '../../support/madeBars';
import {
  closeOf,
  FOURTH,
  LAST,
  SECOND,
  THIRD,
  SEVEN,
  SPLIT,
  startOf,
  SYMBOL,
  traded,
  WRITTEN,
} from '../../support/splitWorld';

const bars = traded().filter(({ startAt }) => startAt <= startOf(FOURTH));
const of = { symbol: SYMBOL, interval: '1d', source: 'made', knownAt: Number.POSITIVE_INFINITY } as const;
const KNOWN = cleanBars({ ...of, bars }).clean;
const REACH = { models: new Map(), count: 10 };
const slotOn = (date: string) =>
  slotsAfter({ interval: '1d', after: closeOf(WRITTEN), upTo: closeOf(FOURTH), bars: KNOWN }).find(
    ({ startAt }) => startAt === startOf(date),
  )!;

/** A rule that was armed at the close of a session, and written then unless it was before. */
const armedOn = (date: string, written = date) =>
  ({ writtenAt: closeOf(written), state: { armedAt: closeOf(date) } }) as Instance;

/** What a rule is judged on in a session: the close of it and of that before, and what its prices are multiplied with. */
function judgedOn(date: string, splits: readonly KnownSplit[], instance = armedOn(WRITTEN)) {
  const { frame, priceFactor } = judgedBars(KNOWN, splits, REACH).barFor(slotOn(date))(instance);
  const [before, current] = frame.slots.slice(-2);
  return {
    before: before?.bar?.close,
    current: current?.bar?.close,
    why: current?.withheld,
    factor: priceFactor(instance),
  };
}

const closeOn = (date: string): number => bars.find(({ startAt }) => startAt === startOf(date))!.close;
const suspected = { ...SEVEN, state: 'suspected' } as const;

describe('a bar since a split that is confirmed', () => {
  it('is judged beside earlier ones on its own scale, and so are prices that were written before', () => {
    expect(judgedOn(SPLIT, [SEVEN])).toEqual({
      before: closeOn(LAST) / 7,
      current: closeOn(SPLIT),
      why: undefined,
      factor: 1 / 7,
    });
  });

  it('is judged by prices as they are written where that was since', () => {
    expect(judgedOn(SECOND, [SEVEN], armedOn(SPLIT))).toMatchObject({ factor: 1 });
    expect(judgedOn(SECOND, [SEVEN], armedOn(SPLIT, WRITTEN))).toMatchObject({ factor: 1 / 7 });
    const { writtenAt: _unknown, ...early } = armedOn(WRITTEN);
    expect(judgedOn(SECOND, [SEVEN], early as Instance)).toMatchObject({ factor: 1 / 7 });
  });

  it('changes nothing of how a bar before is judged', () => {
    expect(judgedOn(LAST, [SEVEN])).toMatchObject({ current: closeOn(LAST), factor: 1 });
  });
});

describe('a bar since a split that is suspected', () => {
  it('is not known to a rule that was armed before', () => {
    expect(judgedOn(SPLIT, [suspected])).toEqual({
      before: closeOn(LAST),
      current: undefined,
      why: 'unconfirmed',
      factor: 1,
    });
    expect(judgedOn(SECOND, [suspected])).toMatchObject({ before: undefined, current: undefined });
  });

  it('is known with those since to a rule that was armed since', () => {
    expect(judgedOn(SECOND, [suspected], armedOn(SPLIT))).toMatchObject({
      before: closeOn(SPLIT),
      current: closeOn(SECOND),
    });
    expect(judgedOn(SPLIT, [suspected], armedOn(SPLIT))).toMatchObject({
      before: undefined,
      current: closeOn(SPLIT),
    });
  });

  it('is not known to a rule that was armed on its day before the session opened', () => {
    const { openAt } = sessionOn(SPLIT)!;
    const armedAt = (instant: number) => ({ writtenAt: instant, state: { armedAt: instant } }) as Instance;
    for (const instant of [startOf(SPLIT) + 1, openAt - 1])
      expect(judgedOn(SECOND, [suspected], armedAt(instant))).toMatchObject({ current: undefined });
    expect(judgedOn(SECOND, [suspected], armedAt(openAt))).toMatchObject({ current: closeOn(SECOND) });
  });

  it('is judged as before where another is suspected later', () => {
    const two = [suspected, { ...suspected, at: startOf(FOURTH) }];
    expect(judgedOn(SPLIT, two, armedOn(SPLIT))).toMatchObject({
      before: undefined,
      current: closeOn(SPLIT),
    });
  });

  it('changes nothing of how a bar before is judged', () => {
    expect(judgedOn(LAST, [suspected])).toMatchObject({ current: closeOn(LAST) });
  });
});

it('a split that was none was suspected for five days, and is a fall from then on', () => {
  const refuted: KnownSplit = { ...SEVEN, state: 'refuted' };
  expect(judgedOn(SPLIT, [refuted])).toMatchObject({ current: undefined, why: 'unconfirmed', factor: 1 });
  expect(judgedOn(THIRD, [refuted])).toMatchObject({ current: undefined });
  expect(judgedOn(FOURTH, [refuted])).toMatchObject({
    before: closeOn(THIRD),
    current: closeOn(FOURTH),
    factor: 1,
  });
});

it('rules that are told the same of a bar share what they are judged on', () => {
  const { barFor } = judgedBars(KNOWN, [suspected], REACH);
  const of = barFor(slotOn(SECOND));
  expect(of(armedOn(WRITTEN))).toBe(of(armedOn(LAST)));
  expect(of(armedOn(SPLIT))).not.toBe(of(armedOn(LAST)));
});

it('a bar waits to be confirmed unless its split is', () => {
  const upToSplit = { ...KNOWN, bars: KNOWN.bars.filter(({ startAt }) => startAt <= SEVEN.at) };
  const pending = (splits: readonly KnownSplit[]) => judgedBars(upToSplit, splits, REACH).pending?.startAt;
  expect([[], [SEVEN], [suspected]].map(pending)).toEqual([SEVEN.at, undefined, SEVEN.at]);
});

it('a bar waits to be confirmed where it has jumped among the bars since a split that is suspected alone', () => {
  const calm = (count: number, level: number) =>
    Array.from({ length: count }, (_, place) => ({ close: level * (place % 2 === 0 ? 1 : 1.01) }));
  // Of the bars since, the first 61 are believed, and the last of them is a bad print.
  const since = [...calm(60, 100), { close: 150 }, { close: 100 }];
  const made = dailyBars([...calm(70, 700), ...since]);
  const at = made.bars[70]!.startAt;
  const pending = (splits: readonly KnownSplit[]) => judgedBars(made, splits, REACH).pending;
  expect(pending([])).toBeUndefined();
  expect(pending([{ ...suspected, at }])).toBe(made.bars.at(-1));
});

it('a bar is told to wait for what settles its wicks, and none that is settled', () => {
  const usual = Array.from({ length: 40 }, () => ({ close: 100, high: 101 }));
  const made = dailyBars([...usual, { close: 100, high: 150 }, { close: 100 }]);
  const unsettled = (count: number) => judgedBars(firstBars(made, count), [], REACH).unsettled;
  expect([40, 41, 42].map(unsettled)).toEqual([undefined, made.bars[40], undefined]);
});
