import { Problem } from '../../problems';

export const FMP_KEY_NAME = 'FMP_API_KEY';

/** What a header may hold: no line break or other control character, and nothing beyond Latin-1. */
const CARRIED = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * What carries the key to Financial Modeling Prep.
 *
 * Throws  MARKET_AUTH naming the variable of a key that no header can carry, never the key.
 */
export function fmpHeaders(apikey: string): Readonly<Record<string, string>> {
  if (CARRIED.test(apikey)) return { apikey };
  throw new Problem(
    'MARKET_AUTH',
    `The key in ${FMP_KEY_NAME} holds characters that no HTTP header can carry. Correct it.`,
  );
}
