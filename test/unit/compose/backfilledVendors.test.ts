import { memoryBarArchive } from '../../../lib/adapters/memory/memoryBarArchive';
import { backfill } from '../../../lib/app/backfill';
import { openVendors } from '../../../lib/compose/openVendors';
import { PARTS, readConfig, type Vendor, vendorsOf } from '../../../lib/config';
import { FREE_KEY, SIM_KEY } from '../../../lib/local/vendorSim/answers';
import { startVendorSim, type VendorSim } from '../../../lib/local/vendorSim/vendorSim';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import type { BarArchive } from '../../../lib/ports/BarArchive';
import { rawBar } from '../../support/rawBars';
import { servedOf } from '../../support/servedSeries';
import { vendorWorld } from '../../support/vendorWorld';
import { walkBars } from '../../support/world';

const NOW = Date.UTC(2026, 2, 17, 22);
const DAILY = walkBars('2020-01-02', '2026-03-17');
const FIVES = sessionsBetween('2025-01-02', '2026-03-17').map(({ closeAt }) => rawBar(closeAt - 300_000));
const SERVED = servedOf([
  { symbol: 'IBM', interval: '1d', bars: DAILY },
  { symbol: 'IBM', interval: '5min', bars: FIVES },
]);
const FROM = Date.UTC(2020, 0, 1);

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim(SERVED);
});
afterAll(() => sim.close());

type Given = { readonly key?: string; readonly vendor?: Vendor; readonly perDay?: number };

/** An archive that is filled from a vendor as it is composed, a day after the last time, and how often that was asked. */
function filler(archive: BarArchive) {
  let days = 0;
  return async (order: { interval: '1d' | '5min'; from: number }, given: Given = {}) => {
    const { key = SIM_KEY, vendor = 'alphaVantage', perDay = 500 } = given;
    const world = vendorWorld(NOW + days * 86_400_000);
    days += 1;
    const config = readConfig(PARTS.source, {
      ...{ MARKET_DATA: vendor, MARKET_DATA_DIR: '/nowhere' },
      ...{ REPLAY_START: '2008-08-01', REPLAY_ORIGIN_MS: '1', REPLAY_SESSION_MS: '1' },
      ...{ ALPHA_VANTAGE_URL: sim.origin, ALPHA_VANTAGE_API_KEY: key, ALPHA_VANTAGE_PER_DAY: `${perDay}` },
      ...{ ALPHA_VANTAGE_PER_MINUTE: '60000', YAHOO_URL: sim.origin },
    });
    const marketData = openVendors(vendorsOf(config, [vendor], 60_000), world);
    const before = [...sim.asked.values()].reduce((sum, count) => sum + count, 0);
    const filled = await backfill({ ...world, marketData, archive }, { symbol: 'IBM', upTo: NOW, ...order });
    const calls = [...sim.asked.values()].reduce((sum, count) => sum + count, 0) - before;
    return { ...filled, calls };
  };
}

describe('an archive that is filled from a vendor', () => {
  it('takes no year for whole that a free key does not reach back to, and asks a paid one for it', async () => {
    const fill = filler(memoryBarArchive());
    const order = { interval: '1d', from: FROM } as const;
    expect(await fill(order, { key: FREE_KEY })).toEqual({
      bars: 100,
      left: [2025, 2024, 2023, 2022, 2021, 2020],
      reachesFrom: DAILY.at(-100)!.startAt,
      calls: 2,
    });
    expect(await fill(order)).toEqual({ bars: DAILY.length - 100, left: [], calls: 1 });
    expect(await fill(order)).toEqual({ bars: 0, left: [], calls: 0 });
  });

  it('gets on with a budget of less than a year', async () => {
    const fill = filler(memoryBarArchive());
    const order = { interval: '5min', from: Date.UTC(2025, 0, 1) } as const;
    const first = await fill(order, { perDay: 10 });
    expect(first).toMatchObject({ left: [2025], stopped: { code: 'MARKET_RATE_LIMITED' }, calls: 10 });
    const second = await fill(order, { perDay: 10 });
    expect(second).toMatchObject({ left: [], calls: 5 });
    expect(first.bars + second.bars).toBe(FIVES.length);
  });

  it('has of Yahoo the days that it has, and asks nothing before', async () => {
    const fill = filler(memoryBarArchive());
    const order = { interval: '5min', from: Date.UTC(2025, 0, 1) } as const;
    expect(await fill(order, { vendor: 'yahoo' })).toMatchObject({
      left: [2026, 2025],
      reachesFrom: Date.UTC(2026, 0, 18),
      calls: 3,
    });
  });
});
