/** A source's clock may run ahead of ours by this much. */
export const CLOCK_SKEW_MS = 120_000;
