import type { WatchlistStore } from '../../ports/WatchlistStore';
import { memoryVersionedStore } from './memoryVersionedStore';

/** Watchlists in memory. */
export const memoryWatchlistStore = (): WatchlistStore => memoryVersionedStore('watchlist');
