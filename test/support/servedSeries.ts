import type { Served } from '../../lib/local/vendorSim/answers';
import type { RawBar } from '../../lib/market/bar';
import type { Interval } from '../../lib/market/interval';

/** Bars that a stand-in serves, as vendors would. */
export type SimSeries = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly bars: readonly RawBar[];
};

/** What a stand-in has that serves these series. */
export const servedOf =
  (all: readonly SimSeries[]): Served =>
  async (symbol, interval) =>
    all.find((one) => one.symbol === symbol && one.interval === interval)?.bars;
