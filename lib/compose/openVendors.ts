import type { Clock } from '../ports/Clock';
import type { MarketData } from '../ports/MarketData';
import { Problem } from '../problems';
import { alphaVantageMarketData } from '../adapters/alphaVantage/alphaVantageMarketData';
import { fallbackMarketData } from '../adapters/fallback/fallbackMarketData';
import { fmpMarketData } from '../adapters/fmp/fmpMarketData';
import { yahooMarketData } from '../adapters/yahoo/yahooMarketData';
import type { Asking } from '../adapters/vendor/askVendor';
import { vendorTransport } from '../adapters/vendor/vendorTransport';

type Keyed = { readonly origin: string; readonly apiKey: string | undefined };

export type Vendors = {
  /** In the order in which they are asked. */
  readonly names: readonly ('alphaVantage' | 'fmp' | 'yahoo')[];
  readonly alphaVantage: Keyed;
  readonly fmp: Keyed;
  readonly yahoo: { readonly origin: string };
};

/**
 * Vendors of market data, the first of which serves a symbol.
 *
 * Throws  CONFIG_INVALID naming the variable of a key that is missing.
 */
export function openVendors(
  vendors: Vendors,
  { clock, pause }: { readonly clock: Pick<Clock, 'now'>; readonly pause: Asking['pause'] },
): MarketData {
  const asking = ({ origin }: { readonly origin: string }) => ({ transport: vendorTransport(origin), pause });
  const { alphaVantage, fmp, yahoo } = vendors;
  const make = {
    alphaVantage: () =>
      alphaVantageMarketData({
        ...asking(alphaVantage),
        clock,
        apiKey: keyOf(alphaVantage, 'ALPHA_VANTAGE_API_KEY'),
      }),
    fmp: () => fmpMarketData(asking(fmp), keyOf(fmp, 'FMP_API_KEY')),
    yahoo: () => yahooMarketData(asking(yahoo)),
  };
  return fallbackMarketData(vendors.names.map((name) => ({ name, marketData: make[name]() })));
}

function keyOf({ apiKey }: Keyed, variable: string): string {
  if (apiKey !== undefined) return apiKey;
  throw new Problem('CONFIG_INVALID', `The environment is not complete: ${variable} is missing.`, {
    details: [{ path: variable, message: 'is missing' }],
  });
}
