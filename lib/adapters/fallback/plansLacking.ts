import type { Clock } from '../../ports/Clock';
import { isProblem, type Problem } from '../../problems';

/** So long it is remembered that a plan lacks something, and of so many symbols. */
const LACKING_MS = 3_600_000;
const MOST_LACKING = 1_000;

type Ask = <Answer>(words: readonly string[], ask: () => Promise<Answer>) => Promise<Answer>;

/**
 * Asks a provider for what some words name, its own name among them, unless its plan has lacked the same within the
 * hour: to ask again costs a call and changes nothing.
 */
export function plansLacking(clock: Pick<Clock, 'now'>): Ask {
  const lacking = new Map<string, { readonly problem: Problem; readonly until: number }>();
  return async (words, ask) => {
    const name = words.join(' ');
    const known = lacking.get(name);
    if (known && clock.now() < known.until) throw known.problem;
    try {
      return await ask();
    } catch (error) {
      if (lacking.size >= MOST_LACKING) lacking.clear();
      if (isProblem(error, 'MARKET_ENTITLEMENT'))
        lacking.set(name, { problem: error, until: clock.now() + LACKING_MS });
      throw error;
    }
  };
}
