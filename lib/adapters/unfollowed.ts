/** Series that a note of a rule may name before it takes no more of an edit that can wait. */
export const MOST_SERIES = 1_000;
