import type { BarStore } from '../ports/BarStore';
import type { BarBatch, MarketData } from '../ports/MarketData';
import type { SplitBook } from '../ports/SplitBook';
import type { SplitFeed } from '../ports/SplitFeed';
import { alphaVantageMarketData } from '../adapters/alphaVantage/alphaVantageMarketData';
import { type Answered, cachedMarketData } from '../adapters/cachedMarketData';
import { fallbackMarketData } from '../adapters/fallback/fallbackMarketData';
import { recognisedMarketData } from '../adapters/fallback/recognisedMarketData';
import { tradedMarketData } from '../adapters/fallback/tradedMarketData';
import { unmixedMarketData } from '../adapters/fallback/unmixedMarketData';
import { fmpMarketData } from '../adapters/fmp/fmpMarketData';
import { processCache } from '../adapters/processCache';
import { processClock } from '../adapters/system/processClock';
import { systemChance } from '../adapters/system/systemChance';
import { yahooMarketData } from '../adapters/yahoo/yahooMarketData';
import { openEach, type OpenWorld, type Vendors } from './openEach';

/** Of a hundred bars each, as a rule. */
const MOST_ANSWERS = 200;

/** What vendors are asked in: what is stored of them stands beside what they say. */
export type VendorWorld = OpenWorld & {
  readonly bars: BarStore;
  readonly splits: SplitBook;
  /** Undefined where nobody announces splits. */
  readonly splitFeed?: SplitFeed | undefined;
  /** They stand in for real ones: their bars say so. */
  readonly isStandIn?: boolean;
  /** How long a question may take. */
  readonly longestMs?: number | undefined;
  /** How long an answer is kept. */
  readonly barsKeptMs: number;
};

/**
 * Vendors of market data, the first of which serves a symbol.
 *
 * Throws  as `openEach`.
 */
export function openVendors(vendors: Vendors, world: VendorWorld): MarketData {
  const { clock, bars, barsKeptMs } = world;
  const providers = openEach<MarketData>(vendors, world, {
    alphaVantage: alphaVantageMarketData,
    fmp: fmpMarketData,
    yahoo: yahooMarketData,
  });
  const unmixed = providers.map(({ name, opened }) => {
    const traded = asTraded(served(opened, world), world);
    const recognised = recognisedMarketData({ name, marketData: traded }, bars);
    return { name, marketData: unmixedMarketData({ name, marketData: recognised }, bars) };
  });
  const cache = processCache<Answered>(
    { mostMs: barsKeptMs, most: MOST_ANSWERS, chance: systemChance },
    processClock(),
  );
  return cachedMarketData(fallbackMarketData(unmixed, world), cache, clock);
}

const asTraded = (vendor: MarketData, { bars, splits, splitFeed }: VendorWorld): MarketData =>
  tradedMarketData(vendor, { bars, splits, splitFeed });

const served = (vendor: MarketData, { isStandIn }: Pick<VendorWorld, 'isStandIn'>): MarketData =>
  isStandIn ? { bars: async (query) => asStandIn(await vendor.bars(query)) } : vendor;

const asStandIn = (batch: BarBatch): BarBatch => ({ ...batch, source: `${batch.source} (stand-in)` });
