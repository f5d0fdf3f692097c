/** Symbols that a note may name before it takes no more of an edit that can wait. */
export const MOST_SYMBOLS = 500;
/** Writers that it may have by then. */
export const MOST_WRITERS = 500;
