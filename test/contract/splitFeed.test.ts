import { alphaVantageSplits } from '../../lib/adapters/alphaVantage/alphaVantageSplits';
import { fallbackSplits } from '../../lib/adapters/fallback/fallbackSplits';
import { fmpSplits } from '../../lib/adapters/fmp/fmpSplits';
import { keptSplits } from '../../lib/adapters/keptSplits';
import { memorySplitFeed } from '../../lib/adapters/memory/memorySplitFeed';
import { processCache } from '../../lib/adapters/processCache';
import type { Asking } from '../../lib/adapters/vendor/askVendor';
import { yahooSplits } from '../../lib/adapters/yahoo/yahooSplits';
import { SIM_KEY } from '../../lib/local/vendorSim/answers';
import type { VendorSim } from '../../lib/local/vendorSim/vendorSim';
import { startVendorSim } from '../../lib/local/vendorSim/vendorSim';
import type { SplitFeed } from '../../lib/ports/SplitFeed';
import { Problem } from '../../lib/problems';
import { servedOf } from '../support/servedSeries';
import { askingAt, vendorWorld } from '../support/vendorWorld';
import { ANNOUNCED, splitFeedContract, TRADED } from './splitFeed.contract';

let sim: VendorSim;
const world = vendorWorld(Date.UTC(2024, 6, 6));
beforeAll(async () => {
  sim = await startVendorSim(servedOf(TRADED), { splits: ANNOUNCED });
});
afterAll(() => sim.close());

const on = (make: (asking: Asking) => SplitFeed) => async () => make(askingAt(sim.origin, world));
const DOWN: SplitFeed = { splits: () => Promise.reject(new Problem('MARKET_UNAVAILABLE', 'It is down.')) };
const key = async () => SIM_KEY;

splitFeedContract('memorySplitFeed', async () => memorySplitFeed(ANNOUNCED), { isTraded: true });
splitFeedContract(
  'alphaVantageSplits',
  on((asking) => alphaVantageSplits(asking, key)),
);
splitFeedContract(
  'fmpSplits',
  on((asking) => fmpSplits(asking, key)),
  { isTraded: true },
);
splitFeedContract('yahooSplits', on(yahooSplits));
splitFeedContract(
  'fallbackSplits',
  on((asking) =>
    fallbackSplits(
      [
        { name: 'down', splitFeed: DOWN },
        { name: 'yahoo', splitFeed: yahooSplits(asking) },
      ],
      world,
    ),
  ),
);
splitFeedContract(
  'keptSplits',
  on((asking) =>
    keptSplits(
      yahooSplits(asking),
      processCache({ mostMs: 1, most: 9, chance: () => 0 }, world.clock),
      processCache({ mostMs: 1, most: 9, chance: () => 0 }, world.clock),
    ),
  ),
);
