const FIRST_MS = 50;
const LONGEST_MS = 2_000;

/**
 * How long to wait before another try: a share of 50 ms after the first failure, doubling up to 2 s.
 * Over the whole span, so that workers that failed together do not come back together.
 *
 * Units   `chance` 0…1, drawn anew each time; the answer in milliseconds.
 * @example pauseMs(2, 0.5) // → 50
 */
export const pauseMs = (failures: number, chance: number): number =>
  chance * Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));

/** Waits a random while before another try, beyond what is at least to be waited; `failures` counts from 1. */
export async function jitteredPause(failures: number, atLeastMs = 0): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, atLeastMs + pauseMs(failures, Math.random())));
}
