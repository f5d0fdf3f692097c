import type { Watchlist, WatchlistStore } from '../../lib/ports/WatchlistStore';
import { unique } from '../support/unique';
import { versionedStoreLaws } from './versionedStore.contract';

const watchlist = (change: Partial<Watchlist> = {}): Watchlist => ({
  tenant: unique('tenant'),
  id: unique('list'),
  version: 1,
  name: 'banks',
  symbols: ['JPM', 'GS'],
  armedAt: Date.UTC(2008, 7, 1),
  createdAt: Date.UTC(2026, 10, 1),
  updatedAt: Date.UTC(2026, 10, 1),
  ...change,
});

export function watchlistStoreLaws(make: () => WatchlistStore): void {
  versionedStoreLaws('watchlist', make, watchlist, (stored, name) => ({ ...stored, name }));
}
