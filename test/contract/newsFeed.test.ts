import { alphaVantageNews } from '../../lib/adapters/alphaVantage/alphaVantageNews';
import { memoryNewsFeed } from '../../lib/adapters/memory/memoryNewsFeed';
import { SIM_KEY } from '../../lib/local/vendorSim/answers';
import type { VendorSim } from '../../lib/local/vendorSim/vendorSim';
import { startVendorSim } from '../../lib/local/vendorSim/vendorSim';
import { askingAt, vendorWorld } from '../support/vendorWorld';
import { ARTICLES, newsFeedContract } from './newsFeed.contract';

const PUBLISHED = { ACME: ARTICLES, QUIET: [] };

let sim: VendorSim;
const world = vendorWorld(Date.UTC(2024, 6, 6));
beforeAll(async () => {
  sim = await startVendorSim(async () => undefined, { news: PUBLISHED });
});
afterAll(() => sim.close());

newsFeedContract('memoryNewsFeed', async () => memoryNewsFeed(PUBLISHED));
newsFeedContract('alphaVantageNews', async () =>
  alphaVantageNews(askingAt(sim.origin, world), async () => SIM_KEY),
);
