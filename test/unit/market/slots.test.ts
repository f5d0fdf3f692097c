import type { Bar, CleanBars, Slot } from '../../../lib/market/bar';
import { cleanBars } from '../../../lib/market/cleanBars';
import type { CredibleBars } from '../../../lib/market/credibleBars';
import type { Interval } from '../../../lib/market/interval';
import { slotsAfter, slotsEndingAt } from '../../../lib/market/slots';
import { dailyStart, rawBar } from '../../support/rawBars';

const series = (interval: Interval, starts: readonly number[]): CleanBars =>
  cleanBars({
    symbol: 'SPY',
    interval,
    source: 'test',
    bars: starts.map((startAt) => rawBar(startAt)),
    knownAt: Number.POSITIVE_INFINITY,
  }).clean;

const written = (slots: readonly Slot[]): string[] =>
  slots.map(({ closedAt, bar }) => `${new Date(closedAt).toISOString().slice(0, 16)} ${bar ? 'bar' : '_'}`);

const ordinals = (slots: readonly Slot[]): number[] => slots.map(({ ordinal }) => ordinal);

describe('slotsEndingAt', () => {
  const week = series('1d', ['2024-07-01', '2024-07-03', '2024-07-05', '2024-07-08'].map(dailyStart));

  it('gives a session without a bar an empty slot, and a holiday none', () => {
    const slots = slotsEndingAt({ interval: '1d', upTo: Date.UTC(2024, 6, 5, 20), count: 4, bars: week });
    expect(written(slots)).toEqual([
      '2024-07-01T20:00 bar',
      '2024-07-02T20:00 _',
      '2024-07-03T17:00 bar',
      '2024-07-05T20:00 bar',
    ]);
  });

  it('puts each bar into the slot of its start', () => {
    const slots = slotsEndingAt({ interval: '1d', upTo: Date.UTC(2024, 6, 9), count: 6, bars: week });
    expect(slots.flatMap(({ startAt, bar }) => (bar ? [bar.startAt - startAt] : []))).toEqual([0, 0, 0, 0]);
  });

  it('leaves out the slot that is still open', () => {
    const slots = slotsEndingAt({ interval: '1d', upTo: Date.UTC(2024, 6, 5, 19, 59), count: 1, bars: week });
    expect(written(slots)).toEqual(['2024-07-03T17:00 bar']);
  });

  it('crosses from one session to the one before, over an early close', () => {
    const none = series('1h', []);
    const slots = slotsEndingAt({ interval: '1h', upTo: Date.UTC(2024, 6, 5, 14, 30), count: 6, bars: none });
    expect(written(slots)).toEqual([
      '2024-07-02T20:00 _',
      '2024-07-03T14:30 _',
      '2024-07-03T15:30 _',
      '2024-07-03T16:30 _',
      '2024-07-03T17:00 _',
      '2024-07-05T14:30 _',
    ]);
  });

  it.each(['1min', '5min', '15min', '30min', '1h', '1d'] as const)(
    'numbers %s slots without a hole',
    (interval) => {
      const slots = slotsEndingAt({
        interval,
        upTo: Date.UTC(2025, 0, 10),
        count: 4_000,
        bars: series(interval, []),
      });
      const first = slots[0]?.ordinal ?? Number.NaN;
      expect(ordinals(slots)).toEqual(slots.map((_, index) => first + index));
    },
  );

  it('numbers a slot alike whichever window shows it', () => {
    const none = series('5min', []);
    const early = slotsEndingAt({ interval: '5min', upTo: Date.UTC(2003, 11, 26, 18), count: 3, bars: none });
    const late = slotsEndingAt({ interval: '5min', upTo: Date.UTC(2004, 1, 2), count: 5_000, bars: none });
    const same = late.filter(({ startAt }) => early.some((slot) => slot.startAt === startAt));
    expect(same).toEqual(early);
  });

  it('counts daily slots from the first session of 1990', () => {
    const slots = slotsEndingAt({
      interval: '1d',
      upTo: Date.UTC(1990, 0, 4),
      count: 10,
      bars: series('1d', []),
    });
    expect(slots.map(({ ordinal, startAt }) => [ordinal, startAt])).toEqual([
      [0, dailyStart('1990-01-02')],
      [1, dailyStart('1990-01-03')],
    ]);
  });

  it.each([
    ['for a count of none', { upTo: Date.UTC(2024, 6, 5, 20), count: 0 }],
    ['before the calendar begins', { upTo: Date.UTC(1985, 0, 1), count: 5 }],
  ])('is empty %s', (_name, window) => {
    expect(slotsEndingAt({ interval: '1d', bars: week, ...window })).toEqual([]);
  });

  it('refuses bars of another interval', () => {
    expect(() => slotsEndingAt({ interval: '1h', upTo: 0, count: 1, bars: week })).toThrow(
      'slots of 1h cannot hold bars of 1d',
    );
  });
});

describe('slotsAfter', () => {
  const week = series('1d', ['2024-07-01', '2024-07-03'].map(dailyStart));

  it.each([
    [
      'excludes `after` and includes `upTo`',
      '2024-07-01T20:00Z',
      '2024-07-03T17:00Z',
      ['2024-07-02T20:00 _', '2024-07-03T17:00 bar'],
    ],
    ['is empty while nothing closed', '2024-07-03T17:00Z', '2024-07-05T19:59Z', []],
    ['is empty backwards', '2024-07-05T20:00Z', '2024-07-01T20:00Z', []],
  ])('%s', (_name, after, upTo, expected) => {
    const slots = slotsAfter({
      interval: '1d',
      after: Date.parse(after),
      upTo: Date.parse(upTo),
      bars: week,
    });
    expect(written(slots)).toEqual(expected);
  });
});

describe('slots of bars of which some are doubted', () => {
  const [MONDAY, TUESDAY, WEDNESDAY, FRIDAY] = ['2024-07-01', '2024-07-02', '2024-07-03', '2024-07-05'].map(
    dailyStart,
  ) as [number, number, number, number];
  const { bars, ...of } = series('1d', [MONDAY, TUESDAY, WEDNESDAY, FRIDAY]);
  const [monday, tuesday, wednesday, friday] = bars as [Bar, Bar, Bar, Bar];
  const cut = { ...tuesday, high: tuesday.close };
  const credible = (change: Partial<CredibleBars>): CredibleBars => ({
    ...of,
    bars,
    withheld: new Map(),
    prints: new Map(),
    pending: undefined,
    ...change,
  });
  const slotsOf = (change: Partial<CredibleBars>, upTo = friday.closedAt) =>
    slotsAfter({ interval: '1d', after: monday.closedAt - 1, upTo, bars: credible(change) });

  it('say why a bar is left out that stands, and of none that is there', () => {
    const withheld = new Map([
      [TUESDAY, 'unconfirmed'],
      [WEDNESDAY, 'halted'],
      [FRIDAY, 'halted'],
    ] as const);
    const slots = slotsOf({ withheld, bars: [monday, friday] });
    expect(slots.map(({ bar, withheld: reason }) => [bar, reason])).toEqual([
      [monday, undefined],
      [undefined, 'unconfirmed'],
      [undefined, 'halted'],
      [friday, undefined],
    ]);
    expect(slots.filter((slot) => 'withheld' in slot)).toHaveLength(2);
  });

  it.each<[string, number, number | undefined, boolean, Bar, boolean]>([
    ['cut, while no bar is there to settle it', tuesday.closedAt, undefined, false, cut, true],
    ['cut, before the bar that settles it', tuesday.closedAt, wednesday.closedAt, true, cut, true],
    ['cut, up to the bar that settles it', wednesday.closedAt - 1, wednesday.closedAt, true, cut, true],
    ['as told, on the bar that confirms it', wednesday.closedAt, wednesday.closedAt, true, tuesday, false],
    ['as told from then on', friday.closedAt, wednesday.closedAt, true, tuesday, false],
    ['cut and in doubt for good, where it is not', friday.closedAt, wednesday.closedAt, false, cut, true],
  ])('hold a doubted bar %s', (_name, upTo, settledAt, isConfirmed, expected, isDoubted) => {
    const prints = new Map([[TUESDAY, { cut, settledAt, isConfirmed }]]);
    const slot = slotsOf({ prints }, upTo).find(({ startAt }) => startAt === TUESDAY)!;
    expect(slot.bar).toBe(expected);
    expect(slot.doubted).toBe(isDoubted ? true : undefined);
    expect('doubted' in slot).toBe(isDoubted);
  });
});
