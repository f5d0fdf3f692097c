import type { ModelSlot } from './ModelRegistry';

export type ModelQuery = {
  readonly owner: string;
  readonly series?: string;
  readonly interval?: string;
  readonly limit: number;
  /** Id of the last model of the page before. */
  readonly after?: string;
};

/** Where a model is registered. */
export type ModelPointer = { readonly id: string; readonly slot: ModelSlot };

/** `next` is the id at which the page ends, if more follow. */
export type ModelPage = { readonly items: readonly ModelPointer[]; readonly next: string | undefined };

/** Where models are, by id. One that is named here may have lost its card in a deletion that died. */
export type ModelDirectory = {
  /** The slot of one model of an owner; undefined when it has none of that id. */
  slotOf(owner: string, modelId: string): Promise<ModelSlot | undefined>;
  /** Models in the order of their ids. */
  list(query: ModelQuery): Promise<ModelPage>;
};
