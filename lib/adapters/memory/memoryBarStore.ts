import type { Interval } from '../../market/interval';
import type { BarStore, StoredBar, WholeStretch } from '../../ports/BarStore';
import { widened } from '../widened';

/** Bars never change: one frozen copy serves everybody who asks. */
const frozenCopy = (bar: StoredBar): StoredBar =>
  Object.freeze({ ...bar, quality: Object.freeze([...bar.quality]) });

/** Where a bar that starts at `startAt` stands, or would stand, in bars kept oldest first. */
function placeOf(bars: readonly StoredBar[], startAt: number): number {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bars[middle]!.startAt < startAt) low = middle + 1;
    else high = middle;
  }
  return low;
}

function putUnlessThere(bars: StoredBar[], bar: StoredBar): void {
  const place = placeOf(bars, bar.startAt);
  if (bars[place]?.startAt !== bar.startAt) bars.splice(place, 0, frozenCopy(bar));
}

/** Bars in memory, oldest first per series. */
export function memoryBarStore(): BarStore {
  const seriesBars = new Map<string, StoredBar[]>();
  const stretches = new Map<string, WholeStretch>();
  const corrected = new Map<string, Map<number, StoredBar>>();

  const barsOf = (series: string, interval: Interval): StoredBar[] => {
    const key = `${series}#${interval}`;
    const bars = seriesBars.get(key) ?? [];
    seriesBars.set(key, bars);
    return bars;
  };

  return {
    async putFirst(series, interval, bars) {
      const stored = barsOf(series, interval);
      for (const bar of bars) putUnlessThere(stored, bar);
    },
    async newest({ series, interval, upTo, limit }) {
      const bars = barsOf(series, interval);
      let end = bars.length;
      while (end > 0 && bars[end - 1]!.closedAt > upTo) end -= 1;
      return bars.slice(Math.max(0, end - limit), end);
    },
    async putCorrections(series, interval, bars) {
      const key = `${series}#${interval}`;
      const standing = corrected.get(key) ?? new Map<number, StoredBar>();
      corrected.set(key, standing);
      for (const bar of bars) standing.set(bar.startAt, frozenCopy(bar));
    },
    async corrections(series, interval, { from, through }) {
      const standing = [...(corrected.get(`${series}#${interval}`)?.values() ?? [])];
      return standing
        .filter(({ startAt }) => startAt >= from && startAt <= through)
        .sort((one, other) => one.startAt - other.startAt);
    },
    async whole(series, interval) {
      return stretches.get(`${series}#${interval}`);
    },
    async wholeOfEach(series, interval) {
      return series.map((one) => stretches.get(`${one}#${interval}`));
    },
    async markWhole(series, interval, stretch) {
      stretches.set(`${series}#${interval}`, { ...stretch });
    },
    async widenWhole(series, interval, stretch) {
      const key = `${series}#${interval}`;
      stretches.set(key, widened(stretches.get(key), stretch));
    },
  };
}
