import { barSeries, barsInWindow } from '../../market/barSeries';
import type { RawBar } from '../../market/bar';
import { isSimulated, SIMULATED_SYMBOLS } from '../../market/simulated';
import type { BarQuery, MarketData } from '../../ports/MarketData';
import { Problem } from '../../problems';
import type { SimulatedPath } from './simulatedPath';
import { simulatedPath } from './simulatedPath';
import type { Share } from './simulatedSession';

const SOURCE = 'simulated';
const INTERVAL = '5min';

/** From a calm, large one to a wild, small one. */
const SHARES: readonly Omit<Share, 'number'>[] = [
  { dailyVolatility: 0.011, firstPrice: 410, barVolume: 310_000 },
  { dailyVolatility: 0.013, firstPrice: 62, barVolume: 150_000 },
  { dailyVolatility: 0.015, firstPrice: 175, barVolume: 420_000 },
  { dailyVolatility: 0.018, firstPrice: 128, barVolume: 90_000 },
  { dailyVolatility: 0.021, firstPrice: 880, barVolume: 35_000 },
  { dailyVolatility: 0.026, firstPrice: 47, barVolume: 240_000 },
  { dailyVolatility: 0.032, firstPrice: 95, barVolume: 70_000 },
  { dailyVolatility: 0.04, firstPrice: 23, barVolume: 180_000 },
];

/**
 * A source that makes the bars of the simulated symbols, and asks another for everything else. They are the same in
 * every process with the same seed.
 *
 * Throws  SYMBOL_UNKNOWN for simulated bars of another length than 5 minutes; what the other source throws.
 */
export function simulatedMarketData(others: MarketData, seed: number): MarketData {
  const paths = new Map<string, SimulatedPath>();
  const pathOf = (symbol: string): SimulatedPath => {
    const place = SIMULATED_SYMBOLS.findIndex((one) => one === symbol);
    const path = paths.get(symbol) ?? simulatedPath({ ...SHARES[place]!, number: place + 1 }, seed);
    paths.set(symbol, path);
    return path;
  };
  return {
    async bars(query) {
      const { symbol, interval } = query;
      if (!isSimulated(symbol)) return others.bars(query);
      if (interval !== INTERVAL)
        throw new Problem(
          'SYMBOL_UNKNOWN',
          `symbol "${symbol}" has ${INTERVAL} bars here, not ${interval}: ask for ${INTERVAL}`,
        );
      return {
        source: SOURCE,
        bars: barsInWindow(barSeries(INTERVAL, wanted(pathOf(symbol), query)), query),
      };
    },
  };
}

/** The bars of as many sessions as a window can reach into. */
function wanted(path: SimulatedPath, { after, upTo, limit = Infinity }: BarQuery): readonly RawBar[] {
  const sessions: (readonly RawBar[])[] = [];
  let count = 0;
  for (const bars of path.sessionsBefore(upTo)) {
    sessions.push(bars);
    // Of the newest session a part may not have closed yet.
    if (sessions.length > 1) count += bars.length;
    if (count >= limit || (after !== undefined && bars[0]!.startAt <= after)) break;
  }
  return sessions.reverse().flat();
}
