import type { VersionedStore } from './VersionedStore';

/** An instant (epoch ms) by market time, and by wall time where a tenant's own bars are meant. */
export type Joined = { readonly market: number; readonly wall: number };

/** Symbols under a name, which rules can watch as one. */
export type Watchlist = {
  readonly tenant: string;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Upper-cased, each once. */
  readonly symbols: readonly string[];
  /** When each of its symbols joined: it is watched from then on. One that is not named joined with `armedAt`. */
  readonly joins?: Readonly<Record<string, Joined>>;
  /** Market time (epoch ms) of its creation. */
  readonly armedAt: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Somebody is deleting it: a rule that begins to watch it keeps it. */
  readonly closing?: true;
};

export type WatchlistStore = VersionedStore<Watchlist>;
