import type { ModelCard } from '../models/modelCard';

export type ModelSlot = {
  /** A tenant, or `shared`. */
  readonly owner: string;
  readonly series: string;
  readonly interval: string;
  /** In bars, as `1bars`: every spelling of one horizon is one slot. */
  readonly horizonBars: number;
};

export type Roles = {
  readonly champion?: string;
  readonly previous?: string;
  readonly version: number;
};

/** Which models exist for a slot, and which of them answers. */
export type ModelRegistry = {
  /** Who answers for the slot; undefined when nothing was ever trained for it. */
  roles(slot: ModelSlot): Promise<Roles | undefined>;
  /** Changes the roles if they still have `expectedVersion` (0: none yet); false when they changed. */
  setRoles(slot: ModelSlot, roles: Roles, expectedVersion: number): Promise<boolean>;
  /** Writes the card of a model, whatever its role, and where to find it; a deletion that has begun is over. */
  putCard(slot: ModelSlot, card: ModelCard): Promise<void>;
  /** The card of one model; undefined when it is unknown. */
  card(slot: ModelSlot, modelId: string): Promise<ModelCard | undefined>;
  /** Begins a deletion, which nobody else's `token` names. */
  condemn(slot: ModelSlot, modelId: string, token: string): Promise<void>;
  /** Ends every deletion that has begun; false when the card is gone. */
  keep(slot: ModelSlot, modelId: string): Promise<boolean>;
  /** Removes the card, then the way to it, while the deletion of that token stands; false when it does not. */
  remove(slot: ModelSlot, modelId: string, token: string): Promise<boolean>;
};
