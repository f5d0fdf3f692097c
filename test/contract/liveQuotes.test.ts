import { alphaVantageQuotes } from '../../lib/adapters/alphaVantage/alphaVantageQuotes';
import { fallbackQuotes } from '../../lib/adapters/fallback/fallbackQuotes';
import { fmpQuotes } from '../../lib/adapters/fmp/fmpQuotes';
import { keptQuotes } from '../../lib/adapters/keptQuotes';
import { processCache } from '../../lib/adapters/processCache';
import type { Asking } from '../../lib/adapters/vendor/askVendor';
import { yahooQuotes } from '../../lib/adapters/yahoo/yahooQuotes';
import { FREE_KEY, SIM_KEY } from '../../lib/local/vendorSim/answers';
import type { VendorSim } from '../../lib/local/vendorSim/vendorSim';
import { startVendorSim } from '../../lib/local/vendorSim/vendorSim';
import type { LiveQuotes } from '../../lib/ports/LiveQuotes';
import { servedOf } from '../support/servedSeries';
import { askingAt, vendorWorld } from '../support/vendorWorld';
import { liveQuotesContract, QUOTED, QUOTED_AT } from './liveQuotes.contract';

let sim: VendorSim;
const world = vendorWorld(QUOTED_AT);
beforeAll(async () => {
  sim = await startVendorSim(servedOf(QUOTED));
});
afterAll(() => sim.close());

const on = (make: (asking: Asking) => LiveQuotes) => async () => make(askingAt(sim.origin, world));

liveQuotesContract(
  'alphaVantageQuotes',
  on((asking) => alphaVantageQuotes(asking, async () => SIM_KEY)),
);
liveQuotesContract(
  'alphaVantageQuotes, of a plan without bulk quotes',
  on((asking) => alphaVantageQuotes(asking, async () => FREE_KEY)),
);
liveQuotesContract(
  'fmpQuotes',
  on((asking) => fmpQuotes(asking, async () => SIM_KEY)),
);
liveQuotesContract(
  'fmpQuotes, of a plan without batches',
  on((asking) => fmpQuotes(asking, async () => FREE_KEY)),
);
liveQuotesContract('yahooQuotes', on(yahooQuotes));
liveQuotesContract(
  'fallbackQuotes',
  on((asking) =>
    fallbackQuotes(
      [
        { name: 'fmp', quotes: fmpQuotes(asking, async () => FREE_KEY) },
        { name: 'yahoo', quotes: yahooQuotes(asking) },
      ],
      world,
    ),
  ),
);
liveQuotesContract(
  'keptQuotes',
  on((asking) =>
    keptQuotes(yahooQuotes(asking), processCache({ mostMs: 1, most: 9, chance: () => 0 }, world.clock)),
  ),
);
