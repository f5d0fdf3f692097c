import type { BarStore } from '../ports/BarStore';
import type { BarBatch, MarketData } from '../ports/MarketData';
import { Problem } from '../problems';
import { alphaVantageMarketData } from '../adapters/alphaVantage/alphaVantageMarketData';
import { type Answered, cachedMarketData } from '../adapters/cachedMarketData';
import { fallbackMarketData } from '../adapters/fallback/fallbackMarketData';
import { unmixedMarketData } from '../adapters/fallback/unmixedMarketData';
import { fmpMarketData } from '../adapters/fmp/fmpMarketData';
import { processCache } from '../adapters/processCache';
import { processClock } from '../adapters/system/processClock';
import { systemChance } from '../adapters/system/systemChance';
import { yahooMarketData } from '../adapters/yahoo/yahooMarketData';
import type { Asking } from '../adapters/vendor/askVendor';
import type { Limits } from '../adapters/vendor/standing';
import { type GateWorld, vendorGate } from '../adapters/vendor/vendorGate';
import { vendorTransport } from '../adapters/vendor/vendorTransport';

type Configured = { readonly origin: string; readonly limits: Limits };
type Keyed = Configured & { readonly apiKey: string | undefined };

export type Vendors = {
  /** In the order in which they are asked. */
  readonly names: readonly ('alphaVantage' | 'fmp' | 'yahoo')[];
  readonly alphaVantage: Keyed;
  readonly fmp: Keyed;
  readonly yahoo: Configured;
};

/** Of a hundred bars each, as a rule. */
const MOST_ANSWERS = 200;

/** What vendors are asked in: what is stored of them stands beside what they say, and their keys may be elsewhere. */
export type VendorWorld = GateWorld & {
  readonly bars: BarStore;
  /** They stand in for real ones: their bars say so. */
  readonly isStandIn?: boolean;
  /** How long an answer is kept. */
  readonly barsKeptMs: number;
  /** Reads a key that is not in the environment, and remembers it for a while; absent where there is nowhere to look. */
  readonly keyNamed?: (variable: string) => Promise<string | undefined>;
};

/**
 * Vendors of market data, the first of which serves a symbol.
 *
 * Throws  CONFIG_INVALID naming the variable of a key that is missing; where keys are looked up, whoever asks for bars
 *         is told.
 */
export function openVendors(vendors: Vendors, world: VendorWorld): MarketData {
  const { clock, pause, bars, barsKeptMs } = world;
  const asking = (name: keyof typeof make): Asking => ({
    transport: vendorTransport(vendors[name].origin),
    gate: vendorGate(name, vendors[name].limits, world),
    clock,
    pause,
  });
  const make = {
    alphaVantage: () =>
      alphaVantageMarketData(
        asking('alphaVantage'),
        keyOf(vendors.alphaVantage, world, 'ALPHA_VANTAGE_API_KEY'),
      ),
    fmp: () => fmpMarketData(asking('fmp'), keyOf(vendors.fmp, world, 'FMP_API_KEY')),
    yahoo: () => yahooMarketData(asking('yahoo')),
  };
  const providers = vendors.names.map((name) => ({ name, marketData: served(make[name](), world) }));
  const unmixed = providers.map(({ name, marketData }) => ({
    name,
    marketData: unmixedMarketData({ name, marketData }, bars),
  }));
  const cache = processCache<Answered>(
    { mostMs: barsKeptMs, most: MOST_ANSWERS, chance: systemChance },
    processClock(),
  );
  return cachedMarketData(fallbackMarketData(unmixed, world), cache, clock);
}

const served = (vendor: MarketData, { isStandIn }: Pick<VendorWorld, 'isStandIn'>): MarketData =>
  isStandIn ? { bars: async (query) => asStandIn(await vendor.bars(query)) } : vendor;

const asStandIn = ({ source, bars }: BarBatch): BarBatch => ({ source: `${source} (stand-in)`, bars });

function keyOf(
  { apiKey }: Keyed,
  { keyNamed }: Pick<VendorWorld, 'keyNamed'>,
  variable: string,
): () => Promise<string> {
  if (apiKey !== undefined) return () => Promise.resolve(apiKey);
  if (keyNamed === undefined) throw missing(variable);
  return async () => {
    const found = await keyNamed(variable);
    if (found === undefined) throw missing(variable);
    return found;
  };
}

const missing = (variable: string): Problem =>
  new Problem('CONFIG_INVALID', `The environment is not complete: ${variable} is missing.`, {
    details: [{ path: variable, message: 'is missing' }],
  });
