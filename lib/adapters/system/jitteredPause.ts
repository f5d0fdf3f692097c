const FIRST_MS = 50;
const LONGEST_MS = 2_000;

/**
 * Waits a random while before another try: up to 50 ms after the first failure, doubling up to 2 s.
 * Random over the whole span, so that workers that failed together do not come back together.
 */
export async function jitteredPause(failures: number): Promise<void> {
  const longestMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  await new Promise((resolve) => setTimeout(resolve, Math.random() * longestMs));
}
