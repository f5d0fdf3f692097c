import { alphaVantageMarketData } from '../../lib/adapters/alphaVantage/alphaVantageMarketData';
import { fmpMarketData } from '../../lib/adapters/fmp/fmpMarketData';
import { yahooMarketData } from '../../lib/adapters/yahoo/yahooMarketData';
import { askingAt, vendorWorld } from '../support/vendorWorld';
import { SIM_KEY } from '../../lib/local/vendorSim/answers';
import type { VendorSim } from '../../lib/local/vendorSim/vendorSim';
import { startVendorSim } from '../../lib/local/vendorSim/vendorSim';
import { servedOf } from '../support/servedSeries';
import type { MarketData } from '../../lib/ports/MarketData';
import type { ServedSeries } from './marketData.contract';
import { marketDataContract } from './marketData.contract';

const sims: VendorSim[] = [];
afterEach(async () => {
  await Promise.all(sims.splice(0).map((sim) => sim.close()));
});

/** A vendor's adapter on a stand-in that serves these series. */
const on = (make: (origin: string) => MarketData) => async (served: readonly ServedSeries[]) => {
  const sim = await startVendorSim(servedOf(served));
  sims.push(sim);
  return make(sim.origin);
};

/** Its days are the days of the contract, so that a hundred bars reach all of them. */
const asking = (origin: string) => askingAt(origin, vendorWorld(Date.UTC(2024, 6, 8)));

marketDataContract(
  'alphaVantageMarketData',
  on((origin) => alphaVantageMarketData(asking(origin), async () => SIM_KEY)),
  { readings: true, emptySymbols: true },
);
marketDataContract(
  'fmpMarketData',
  on((origin) => fmpMarketData(asking(origin), async () => SIM_KEY)),
  { emptySymbols: true },
);
marketDataContract(
  'yahooMarketData',
  on((origin) => yahooMarketData(asking(origin))),
);
