import { Problem } from '../../problems';
import { isOutage } from './isOutage';

/**
 * Waits for a store's answer. An outage becomes STORE_UNAVAILABLE; anything else is thrown as it came,
 * since a store that understood and refused has met a bug of ours.
 *
 * Throws  STORE_UNAVAILABLE
 */
export async function storeAnswer<Answer>(store: string, pending: Promise<Answer>): Promise<Answer> {
  try {
    return await pending;
  } catch (error) {
    if (!isOutage(error)) throw error;
    throw new Problem('STORE_UNAVAILABLE', `The store "${store}" does not answer. Try again.`, {
      cause: error,
    });
  }
}
