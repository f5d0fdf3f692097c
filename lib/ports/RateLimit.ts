/** How often a caller may ask: so many a second in the long run, and so many at once after a rest. */
export type Allowance = { readonly ratePerSecond: number; readonly burst: number };

/** The permits of each API key, shared by every process. */
export type RateBuckets = {
  /**
   * Takes `permits` (at most the burst) at `now`, epoch ms: 0 when they are taken; otherwise none is, and it
   * answers the ms until so many will be there.
   */
  take(keyId: string, permits: number, now: number): Promise<number>;
};

/** Whether a request of an API key may go on. */
export type RateLimit = {
  /** Its limit, for those who are told of it. */
  readonly allowance: Allowance;
  /** Lets one request through: 0, or the ms after which another may. */
  admit(keyId: string): Promise<number>;
};
