import { csvMarketData } from '../adapters/csv/csvMarketData';
import { simulatedMarketData } from '../adapters/simulator/simulatedMarketData';
import { SIMULATED_SYMBOLS } from '../market/simulated';
import type { MarketData } from '../ports/MarketData';

/** What needs no key: the bars of a folder played back, and beside them the simulator's. */
export const openReplayed = (directory: string, seed: number): MarketData =>
  simulatedMarketData(csvMarketData(directory, 'replay', SIMULATED_SYMBOLS), seed);
