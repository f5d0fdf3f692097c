/**
 * Slots beyond what a calculation needs, so that it survives bars the symbol misses. A gap longer
 * than this is forgotten: the symbol then counts as having no past, and its readings as warming up.
 */
export const GAP_SLOTS = 32;

/** Shortest window of a rule; longer ones double from here. */
const SHORTEST_WINDOW = 64;

/** A rule that looks back further than this is refused. */
export const MAX_LOOKBACK_SLOTS = 200_000;

/** Readings that a rule may take on one bar, operands × slots: about a quarter of a second of work. */
export const MAX_READINGS = 300_000;

/** Slots that hold `bars` known bars although some are missing: a third of them, and at least a gap. */
export const slotsFor = (bars: number): number => bars + Math.max(GAP_SLOTS, Math.ceil(bars / 2));

/**
 * Rounds a lookback up to a power of two, so that rules of one symbol share few windows and with
 * them the expressions computed there.
 *
 * @example windowLength(300) // → 512
 */
export function windowLength(slots: number): number {
  return Math.max(SHORTEST_WINDOW, 2 ** Math.ceil(Math.log2(slots)));
}
