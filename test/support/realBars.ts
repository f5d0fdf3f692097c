import { csvMarketData } from '../../lib/adapters/csv/csvMarketData';
import type { CleanBars } from '../../lib/market/bar';
import { cleanBars } from '../../lib/market/cleanBars';
import type { Interval } from '../../lib/market/interval';
import { realData } from './realData';

/** A series of the real-data folder, read as a CSV market is. */
export async function realBars(folder: string, symbol: string, interval: Interval): Promise<CleanBars> {
  const upTo = Number.POSITIVE_INFINITY;
  const { source, bars } = await csvMarketData(realData('ohlcv', folder)).bars({ symbol, interval, upTo });
  return cleanBars({ symbol, interval, source, bars, knownAt: upTo }).clean;
}
