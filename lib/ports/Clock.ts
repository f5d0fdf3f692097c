/** Wall time: leases, expiry, createdAt. */
export type Clock = {
  /** The present, in epoch milliseconds. */
  now(): number;
};
