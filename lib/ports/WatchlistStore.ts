import type { VersionedStore } from './VersionedStore';

/** Symbols under a name, which rules can watch as one. */
export type Watchlist = {
  readonly tenant: string;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Upper-cased, each once. */
  readonly symbols: readonly string[];
  /** Market time (epoch ms) of the last change: a symbol that joins is watched from then on. */
  readonly armedAt: number;
  readonly createdAt: number;
  /** Wall time (epoch ms) of the last change: where a tenant's own bars are meant, what joins is watched from then on. */
  readonly updatedAt: number;
};

export type WatchlistStore = VersionedStore<Watchlist>;
