import type { BarStore, StoredBar } from '../../lib/ports/BarStore';
import { unique } from '../support/unique';

const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST = Date.UTC(2008, 7, 1);

/** The daily bar of a day: it starts at 00:00Z and closes at 20:00Z. */
const barOf = (day: number, change: Partial<StoredBar> = {}): StoredBar => ({
  startAt: FIRST + day * DAY_MS,
  closedAt: FIRST + day * DAY_MS + 20 * 3_600_000,
  open: 1269.42,
  high: 1270.52,
  low: 1254.54,
  close: 1260.310059,
  volume: 4_684_870_000,
  source: 'replay',
  quality: [],
  ...change,
});

const days = (from: number, to: number): StoredBar[] =>
  Array.from({ length: to - from }, (_, place) => barOf(from + place));

export function barStoreLaws(make: () => BarStore): void {
  const fresh = () => ({ store: make(), series: unique('series') });
  const ever = Date.UTC(2100, 0, 1);

  describe('a bar store', () => {
    it('gives a bar back whole', async () => {
      const { store, series } = fresh();
      const bar = barOf(0, { quality: ['zeroVolume', 'badPrint'], volume: 0 });
      await store.putFirst(series, '1d', [bar]);
      expect(await store.newest({ series, interval: '1d', upTo: ever, limit: 5 })).toEqual([bar]);
    });

    it('knows of a stretch that it is whole once that is said, and of no other series', async () => {
      const { store, series } = fresh();
      expect(await store.whole(series, '1d')).toBeUndefined();
      await store.putFirst(series, '1d', days(0, 3));
      expect(await store.whole(series, '1d')).toBeUndefined();
      const [first, last] = [barOf(0), barOf(2)];
      await store.markWhole(series, '1d', { from: first.startAt, through: last.closedAt });
      expect(await store.whole(series, '1d')).toEqual({ from: first.startAt, through: last.closedAt });
      expect(await store.whole(series, '1h')).toBeUndefined();
      expect(await store.whole(unique('series'), '1d')).toBeUndefined();
      await store.markWhole(series, '1d', { from: last.startAt, through: last.closedAt });
      expect(await store.whole(series, '1d')).toEqual({ from: last.startAt, through: last.closedAt });
      expect(await store.newest({ series, interval: '1d', upTo: ever, limit: 5 })).toHaveLength(3);
    });

    it('keeps of a stretch how many bars it had when its source had none before them', async () => {
      const { store, series } = fresh();
      const stretch = { from: 1, through: 2, barsWhenNoneOlder: 100 };
      await store.markWhole(series, '1d', stretch);
      expect(await store.whole(series, '1d')).toEqual(stretch);
      expect(await store.wholeOfEach([series], '1d')).toEqual([stretch]);
      await store.markWhole(series, '1d', { from: 1, through: 3 });
      expect(await store.whole(series, '1d')).toEqual({ from: 1, through: 3 });
    });

    it('tells of many series at once, each in its place, however many they are', async () => {
      const { store, series } = fresh();
      await store.markWhole(series, '1d', { from: 1, through: 2 });
      const names = Array.from({ length: 205 }, () => unique('series'));
      const asked = [names[0]!, series, ...names.slice(1), series];
      const found = await store.wholeOfEach(asked, '1d');
      expect(found).toEqual(asked.map((name) => (name === series ? { from: 1, through: 2 } : undefined)));
      expect(await store.wholeOfEach([], '1d')).toEqual([]);
    });

    it('widens a stretch at both ends, and never gives a part of it up', async () => {
      const { store, series } = fresh();
      const reaching = async (from: number, through: number) => {
        await store.widenWhole(series, '1d', { from, through });
        return store.whole(series, '1d');
      };
      expect(await reaching(5, 6)).toEqual({ from: 5, through: 6 });
      expect(await reaching(7, 9)).toEqual({ from: 5, through: 9 });
      expect(await reaching(6, 8)).toEqual({ from: 5, through: 9 });
      expect(await reaching(1, 2)).toEqual({ from: 1, through: 9 });
      expect(await store.whole(series, '1h')).toBeUndefined();
      await store.markWhole(series, '1d', { from: 6, through: 7 });
      expect(await reaching(6, 8)).toEqual({ from: 6, through: 8 });
    });

    it('widens a stretch by all who do so at once', async () => {
      const { store, series } = fresh();
      const each = [3, 9, 1, 7, 5, 8, 2, 6].map((from) => ({ from, through: 10 + from }));
      await Promise.all(each.map((stretch) => store.widenWhole(series, '1d', stretch)));
      expect(await store.whole(series, '1d')).toEqual({ from: 1, through: 19 });
    });

    it('keeps the first reading, whoever brings another', async () => {
      const { store, series } = fresh();
      const first = barOf(0);
      await store.putFirst(series, '1d', [first]);
      await store.putFirst(series, '1d', [barOf(0, { close: 9 })]);
      expect(await store.newest({ series, interval: '1d', upTo: ever, limit: 5 })).toEqual([first]);
    });

    it('lets one reading win when many come at once, and it stays', async () => {
      const { store, series } = fresh();
      const closes = [1, 2, 3, 4, 5, 6, 7, 8];
      await Promise.all(closes.map((close) => store.putFirst(series, '1d', [barOf(0, { close })])));
      const newest = () => store.newest({ series, interval: '1d', upTo: ever, limit: 5 });
      const [standing, ...others] = await newest();
      await Promise.all(closes.map((close) => store.putFirst(series, '1d', [barOf(0, { close })])));
      expect(others).toEqual([]);
      expect(closes).toContain(standing?.close);
      expect(await newest()).toEqual([standing]);
    });

    it('keeps first readings when many bars are put together, in any order', async () => {
      const { store, series } = fresh();
      const first = barOf(2, { close: 7 });
      await store.putFirst(series, '1d', [first]);
      await store.putFirst(series, '1d', days(0, 5).reverse());
      const expected = [barOf(0), barOf(1), first, barOf(3), barOf(4)];
      expect(await store.newest({ series, interval: '1d', upTo: ever, limit: 99 })).toEqual(expected);
    });

    it('keeps the last correction of a bar beside it, and the bar as it was', async () => {
      const { store, series } = fresh();
      await store.putFirst(series, '1d', days(0, 5));
      await store.putCorrections(series, '1d', [barOf(3, { close: 1265 }), barOf(1, { close: 1255 })]);
      await store.putCorrections(series, '1d', [barOf(1, { close: 1256, quality: ['badPrint'] })]);
      const told = [barOf(1, { close: 1256, quality: ['badPrint'] }), barOf(3, { close: 1265 })];
      const among = (from: number, through: number) =>
        store.corrections(series, '1d', { from: barOf(from).startAt, through: barOf(through).startAt });
      expect(await among(0, 4)).toEqual(told);
      expect([await among(1, 2), await among(3, 3)]).toEqual([[told[0]], [told[1]]]);
      expect([await among(2, 2), await among(4, 9)]).toEqual([[], []]);
      expect(await store.corrections(series, '1h', { from: 0, through: ever })).toEqual([]);
      expect(await store.newest({ series, interval: '1d', upTo: ever, limit: 9 })).toEqual(days(0, 5));
    });

    it('keeps the first of two readings that come together', async () => {
      const { store, series } = fresh();
      await store.putFirst(series, '1d', []);
      await store.putFirst(series, '1d', [barOf(0)]);
      await store.putFirst(series, '1d', [barOf(0, { close: 1 }), barOf(1)]);
      const closes = (await store.newest({ series, interval: '1d', upTo: ever, limit: 9 })).map(
        (bar) => bar.close,
      );
      expect(closes).toEqual([barOf(0).close, barOf(1).close]);
    });

    it.each([
      { upTo: barOf(9).closedAt, limit: 3, expected: [7, 8, 9], law: 'the newest, oldest first' },
      { upTo: barOf(9).closedAt - 1, limit: 3, expected: [6, 7, 8], law: 'none that has not closed' },
      { upTo: barOf(4).startAt, limit: 3, expected: [1, 2, 3], law: 'none that only starts now' },
      { upTo: barOf(1).closedAt, limit: 9, expected: [0, 1], law: 'fewer where there are no more' },
      { upTo: barOf(0).closedAt - 1, limit: 9, expected: [], law: 'nothing before the first close' },
      { upTo: Number.MAX_SAFE_INTEGER, limit: 1, expected: [9], law: 'the very newest for ever' },
    ])('answers $law', async ({ upTo, limit, expected }) => {
      const { store, series } = fresh();
      await store.putFirst(series, '1d', days(0, 10));
      const bars = await store.newest({ series, interval: '1d', upTo, limit });
      expect(bars).toEqual(expected.map((day) => barOf(day)));
    });

    it('holds more bars than fit one page of the store', async () => {
      const { store, series } = fresh();
      const text = 'x'.repeat(4_000);
      const bars = days(0, 400).map((bar) => ({ ...bar, source: text }));
      await store.putFirst(series, '1d', bars);
      const found = await store.newest({ series, interval: '1d', upTo: ever, limit: 390 });
      expect(found.map(({ startAt }) => startAt)).toEqual(bars.slice(10).map(({ startAt }) => startAt));
    });

    it('keeps series and intervals apart', async () => {
      const { store, series } = fresh();
      await store.putFirst(series, '1d', [barOf(0)]);
      expect(await store.newest({ series, interval: '1h', upTo: ever, limit: 5 })).toEqual([]);
      expect(await store.newest({ series: `local/${series}`, interval: '1d', upTo: ever, limit: 5 })).toEqual(
        [],
      );
    });

    it('is not changed by a caller who changes what he got', async () => {
      const { store, series } = fresh();
      const given = { ...barOf(0), quality: ['badPrint'] as ('badPrint' | 'zeroVolume')[] };
      await store.putFirst(series, '1d', [given]);
      given.quality.push('zeroVolume');
      const [got] = await store.newest({ series, interval: '1d', upTo: ever, limit: 1 });
      // A store may hand out what cannot be changed: then the attempt comes to nothing.
      Reflect.set(got!.quality, 1, 'zeroVolume');
      const [again] = await store.newest({ series, interval: '1d', upTo: ever, limit: 1 });
      expect(again!.quality).toEqual(['badPrint']);
    });
  });
}
