import { keptQuotes, type Quoted } from '../../../lib/adapters/keptQuotes';
import { processCache } from '../../../lib/adapters/processCache';
import { importBars } from '../../../lib/app/importBars';
import { readBars } from '../../../lib/app/readBars';
import { readQuote } from '../../../lib/app/readQuote';
import { openVendorQuotes } from '../../../lib/compose/openVendorQuotes';
import { openVendors } from '../../../lib/compose/openVendors';
import { SIM_KEY } from '../../../lib/local/vendorSim/answers';
import { startVendorSim, type VendorSim } from '../../../lib/local/vendorSim/vendorSim';
import { dailyStart, rawBar } from '../../support/rawBars';
import { servedOf } from '../../support/servedSeries';
import { vendorWorld } from '../../support/vendorWorld';
import { world } from '../../support/world';

const NOW = Date.UTC(2024, 6, 3);
const BARS = [rawBar(dailyStart('2024-07-02'))];
const SYMBOL = { tenant: 'local', symbol: 'NOSUCH' };

let sim: VendorSim;
beforeEach(async () => {
  sim = await startVendorSim(servedOf([{ symbol: 'ACME', interval: '1d', bars: BARS }]));
});
afterEach(() => sim.close());

/** Two vendors, neither of which knows the symbol, and how often they were asked in all. */
function asking() {
  const at = world({ bars: {}, marketNow: NOW });
  at.clock.set(NOW);
  const vendor = { origin: sim.origin, apiKey: SIM_KEY, limits: { perDay: 1e6, perMinute: 6e7 } };
  const vendors = {
    names: ['alphaVantage', 'fmp'] as const,
    alphaVantage: vendor,
    fmp: vendor,
    yahoo: vendor,
  };
  const asked = { ...vendorWorld(NOW), log: at.deps.log, bars: at.stores.bars };
  const cache = processCache<Quoted>({ mostMs: 60_000, most: 10, chance: () => 0 }, at.clock);
  const liveQuotes = keptQuotes(openVendorQuotes(vendors, asked), cache);
  const calls = () => [...sim.asked.values()].reduce((sum, count) => sum + count, 0);
  return { deps: { ...at.deps, marketData: openVendors(vendors, asked), liveQuotes }, calls };
}

describe('a symbol that no vendor knows', () => {
  it('costs a few calls when its quote is asked for, and none when it is asked for again', async () => {
    const { deps, calls } = asking();
    for (let time = 0; time < 2; time += 1)
      await expect(readQuote(deps, SYMBOL)).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
    expect(calls()).toBe(6);
  });

  it('costs a few calls when its bars of a session are asked for', async () => {
    const { deps, calls } = asking();
    const query = { symbol: 'NOSUCH', interval: '5min', limit: 10 } as const;
    await expect(readBars(deps, query)).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
    expect(calls()).toBe(5);
  });

  it('costs a few calls when bars are imported under it', async () => {
    const { deps, calls } = asking();
    const rows = [{ line: 1, path: 'bars.0', bar: BARS[0]!, given: {} }];
    const { accepted } = await importBars(deps, { ...SYMBOL, interval: '1d', rows, partial: false });
    expect([accepted, calls()]).toEqual([1, 4]);
  });
});
