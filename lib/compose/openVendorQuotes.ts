import { alphaVantageQuotes } from '../adapters/alphaVantage/alphaVantageQuotes';
import { fallbackQuotes } from '../adapters/fallback/fallbackQuotes';
import { fmpQuotes } from '../adapters/fmp/fmpQuotes';
import { yahooQuotes } from '../adapters/yahoo/yahooQuotes';
import type { LiveQuotes } from '../ports/LiveQuotes';
import { openEach, type OpenWorld, type Vendors } from './openEach';

/**
 * Quotes of vendors, the first of which serves a symbol.
 *
 * Throws  as `openEach`.
 */
export function openVendorQuotes(vendors: Vendors, world: OpenWorld): LiveQuotes {
  const providers = openEach<LiveQuotes>(vendors, world, {
    alphaVantage: alphaVantageQuotes,
    fmp: fmpQuotes,
    yahoo: yahooQuotes,
  });
  return fallbackQuotes(
    providers.map(({ name, opened }) => ({ name, quotes: opened })),
    world,
  );
}
