/** Wall time: leases, expiry, createdAt. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
};
