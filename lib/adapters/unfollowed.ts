/** Symbols that a note may name before it takes no more of an edit that can wait. */
export const MOST_SYMBOLS = 500;
