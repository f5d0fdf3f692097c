import type { Cursors } from '../../ports/Cursors';

/** Cursors in memory. */
export function memoryCursors(): Cursors {
  const closes = new Map<string, number>();
  return {
    async read(series, interval) {
      return closes.get(`${series}#${interval}`);
    },
    async advance(series, interval, from, to) {
      const key = `${series}#${interval}`;
      if (closes.get(key) !== from) return false;
      closes.set(key, to);
      return true;
    },
  };
}
