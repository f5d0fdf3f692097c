import { type Answered, cachedMarketData } from '../../../lib/adapters/cachedMarketData';
import { fallbackMarketData } from '../../../lib/adapters/fallback/fallbackMarketData';
import { tradedMarketData } from '../../../lib/adapters/fallback/tradedMarketData';
import { unmixedMarketData } from '../../../lib/adapters/fallback/unmixedMarketData';
import { importedMarketData } from '../../../lib/adapters/imported/importedMarketData';
import { lazily } from '../../../lib/adapters/lazily';
import { memoryBarStore } from '../../../lib/adapters/memory/memoryBarStore';
import { memorySplitBook } from '../../../lib/adapters/memory/memorySplitBook';
import { processCache } from '../../../lib/adapters/processCache';
import { simulatedMarketData } from '../../../lib/adapters/simulator/simulatedMarketData';
import type { MarketData } from '../../../lib/ports/MarketData';
import { scaledBar } from '../../../lib/market/rebasedBars';
import { silentLog, standingClock, walkBars } from '../../support/world';

const NOW = Date.UTC(2024, 5, 4);
const clock = standingClock(NOW);
const BARS = walkBars('2024-01-02', '2024-06-03');
const SPLIT = { at: BARS[50]!.startAt, numerator: 4, denominator: 1, state: 'confirmed' } as const;
const REACH = BARS[0]!.startAt;
const ASKED = { symbol: 'ACME', interval: '1d', after: Date.UTC(2020, 0, 1), upTo: NOW } as const;

const source: MarketData = {
  bars: async () => ({ source: 'vendor', bars: BARS, reachesFrom: REACH }),
};
const provider = { name: 'vendor', marketData: source };

const cached = () => {
  const cache = processCache<Answered>({ mostMs: 60_000, most: 9, chance: () => 0 }, clock);
  return cachedMarketData(source, cache, clock);
};

describe('how far back a source reaches is told through', () => {
  it.each<[string, MarketData]>([
    ['providers in their order', fallbackMarketData([provider], { clock, log: silentLog })],
    ['one that is not mixed with others', unmixedMarketData(provider, memoryBarStore())],
    ['a cache', cached()],
    ['what imports are served beside', importedMarketData(source, memoryBarStore())],
    ['what is simulated beside', simulatedMarketData(source, 1)],
    ['what is loaded when it is needed', lazily<MarketData>(async () => source)],
  ])('%s', async (_what, marketData) => {
    expect(await marketData.bars(ASKED)).toEqual({ source: 'vendor', bars: BARS, reachesFrom: REACH });
    expect(await marketData.bars(ASKED)).toHaveProperty('reachesFrom', REACH);
  });

  it('bars as they were traded, which are scaled back over a split', async () => {
    const splits = memorySplitBook();
    await splits.put('ACME', SPLIT);
    const beside = { bars: memoryBarStore(), splits, splitFeed: undefined };
    const batch = await tradedMarketData(source, beside).bars(ASKED);
    expect(batch.bars[0]).toEqual(scaledBar(BARS[0]!, 4));
    expect(batch.reachesFrom).toBe(REACH);
  });
});
