import type { Watchlist } from '../../ports/WatchlistStore';
import { instant } from './instant';

/** A watchlist as the contract shows it. */
export const watchlistView = ({ id, version, name, symbols, createdAt, updatedAt }: Watchlist) => ({
  id,
  version,
  name,
  symbols,
  createdAt: instant(createdAt),
  updatedAt: instant(updatedAt),
});
