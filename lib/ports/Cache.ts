/** How long a value counts, besides its time. */
export type Keeping<Value> = {
  /** Whether a value that was kept still answers who asks now; one that does not is made again. */
  readonly isFresh?: (kept: Value) => boolean;
  /** Whether a value that was made is kept at all. */
  readonly isKept?: (made: Value) => boolean;
};

/** What a process has lately read or made, by name: of its own memory, and gone with it. */
export type Cache<Value> = {
  /**
   * The value kept under a name while it is fresh, else that of `make`, which is kept in its place for a while. Who
   * asks meanwhile shares one making; what `make` throws is thrown to all of them, and not kept.
   */
  get(name: string, make: () => Promise<Value>, keeping?: Keeping<Value>): Promise<Value>;
};
