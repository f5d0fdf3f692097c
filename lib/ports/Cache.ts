/** What a process has lately read or made, by name: of its own memory, and gone with it. */
export type Cache<Value> = {
  /**
   * The value kept under a name while it is fresh, else that of `make`, which is kept in its place for a while. Who
   * asks meanwhile shares one making; what `make` throws is thrown to all of them, and not kept.
   */
  get(name: string, make: () => Promise<Value>, isFresh?: (kept: Value) => boolean): Promise<Value>;
};
