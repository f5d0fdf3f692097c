import { alphaVantageSplits } from '../adapters/alphaVantage/alphaVantageSplits';
import { fallbackSplits } from '../adapters/fallback/fallbackSplits';
import { fmpSplits } from '../adapters/fmp/fmpSplits';
import { yahooSplits } from '../adapters/yahoo/yahooSplits';
import type { SplitFeed } from '../ports/SplitFeed';
import { openEach, type Vendors } from './openEach';
import type { VendorWorld } from './openVendors';

/**
 * Splits as vendors announce them, the first of which that answers serves.
 *
 * Throws  as `openEach`.
 */
export function openVendorSplits(
  vendors: Vendors,
  world: Omit<VendorWorld, 'bars' | 'splits' | 'splitFeed' | 'barsKeptMs'>,
): SplitFeed {
  const providers = openEach<SplitFeed>(vendors, world, {
    alphaVantage: alphaVantageSplits,
    fmp: fmpSplits,
    yahoo: yahooSplits,
  });
  return fallbackSplits(
    providers.map(({ name, opened }) => ({ name, splitFeed: opened })),
    world,
  );
}
