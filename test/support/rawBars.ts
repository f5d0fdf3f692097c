import type { RawBar } from '../../lib/market/bar';

/** A sound bar at an instant; its numbers differ from bar to bar. */
export function rawBar(startAt: number, close = 100 + ((startAt / 60_000) % 17)): RawBar {
  return { startAt, open: close - 0.5, high: close + 1, low: close - 1, close, volume: 1_000 };
}

/** START of the daily bar of a date. */
export function dailyStart(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}
