import type { RawBar } from '../../market/bar';
import { barSeries, barsInWindow } from '../../market/barSeries';
import type { Interval } from '../../market/interval';
import type { MarketData } from '../../ports/MarketData';
import { Problem } from '../../problems';

/** Bars of one symbol and interval, in any order. */
export type MemorySeries = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly bars: readonly RawBar[];
};

const keyOf = (symbol: string, interval: Interval): string => `${symbol} ${interval}`;

/** Market data out of arrays. Of a symbol and interval named twice the last series counts. */
export function memoryMarketData(series: readonly MemorySeries[], source = 'memory'): MarketData {
  const bySeries = new Map(
    series.map(({ symbol, interval, bars }) => [keyOf(symbol, interval), barSeries(interval, bars)]),
  );
  return {
    async bars({ symbol, interval, ...window }) {
      const found = bySeries.get(keyOf(symbol, interval));
      if (found) return { source, bars: barsInWindow(found, window) };
      const others = series.filter((one) => one.symbol === symbol).map((one) => one.interval);
      const known = others.length > 0 ? `it has ${others.join(', ')}` : 'it has no bars at all';
      throw new Problem('SYMBOL_UNKNOWN', `symbol "${symbol}" has no ${interval} bars in memory: ${known}`);
    },
  };
}
