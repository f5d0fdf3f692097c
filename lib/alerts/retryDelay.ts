const FIRST_MS = 30_000;
const LONGEST_MS = 15 * 60_000;

/**
 * How long to wait before the next attempt: doubling from 30 s to 15 min, spread over ±25 % by the
 * alert's id so that alerts which failed together do not return together.
 *
 * Units  attempts made so far, at least 1 → milliseconds.
 */
export function retryDelayMs(attempts: number, alertId: string): number {
  const plain = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  const spread =
    [...alertId].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1000, 7) / 1000;
  return Math.round(plain * (0.75 + spread / 2));
}
