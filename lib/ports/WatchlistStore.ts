import type { VersionedStore } from './VersionedStore';

/**
 * An instant (epoch ms) by every clock that a series may go by: the feed's market time, the simulator's (as the
 * feed's where it is not noted), and wall time for a tenant's own bars.
 */
export type Moment = { readonly market: number; readonly wall: number; readonly simulated?: number };

/** Symbols under a name, which rules can watch as one. */
export type Watchlist = {
  readonly tenant: string;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Upper-cased, each once. */
  readonly symbols: readonly string[];
  /** When each of its symbols joined: it is watched from then on. One that is not named joined with `armedAt`. */
  readonly joins?: Readonly<Record<string, Moment>>;
  /** Market time (epoch ms) of its creation. */
  readonly armedAt: number;
  /** The simulator's market time of the same. */
  readonly armedAtSimulated?: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Somebody is deleting it: a rule that begins to watch it keeps it. */
  readonly closing?: true;
};

export type WatchlistStore = VersionedStore<Watchlist>;
