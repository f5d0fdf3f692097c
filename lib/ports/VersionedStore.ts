/** What a tenant writes and edits: its version rises with every write and is the ETag. */
export type Versioned = { readonly tenant: string; readonly id: string; readonly version: number };

export type Page<Item> = { readonly items: readonly Item[]; readonly next: string | undefined };

/** Things of tenants as their owners wrote them, edited by version. A write that stands already, since its answer was lost, is done. */
export type VersionedStore<Stored extends Versioned> = {
  /** Throws STORE_CONFLICT when the id is taken. */
  create(stored: Stored): Promise<void>;
  /** What belongs to a foreign tenant is absent. */
  get(tenant: string, id: string): Promise<Stored | undefined>;
  /** Newest id last; `after` is the id of the last one of the page before. */
  list(tenant: string, limit: number, after?: string): Promise<Page<Stored>>;
  /** How many the tenant has, counted up to `most`. */
  count(tenant: string, most: number): Promise<number>;
  /** Replaces it if it still has `expectedVersion`; throws STORE_CONFLICT otherwise, NOT_FOUND when gone. */
  replace(stored: Stored, expectedVersion: number): Promise<void>;
  /** As replace; deletes. */
  remove(tenant: string, id: string, expectedVersion: number): Promise<void>;
};
