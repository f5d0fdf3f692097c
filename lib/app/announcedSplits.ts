import { DAY_MS, dateOf } from '../market/calendar/civilDate';
import type { Split } from '../market/split';
import { isProblem } from '../problems';
import type { Deps } from './deps';
import { isSourceProblem } from './sourceProblems';

/**
 * Splits that were announced for sessions between two days (epoch ms, both included); undefined where nobody can tell.
 */
export async function announcedSplits(
  { splitFeed, log }: Pick<Deps, 'splitFeed' | 'log'>,
  symbol: string,
  { from, through }: { readonly from: number; readonly through: number },
): Promise<readonly Split[] | undefined> {
  if (splitFeed === undefined) return undefined;
  const [fromDate, toDate] = [from, through].map((at) => dateOf(Math.floor(at / DAY_MS))) as [string, string];
  try {
    const splits = await splitFeed.splits({ symbol, fromDate, toDate });
    return splits.map(({ sessionDate, numerator, denominator }) => ({
      at: Date.parse(`${sessionDate}T00:00:00Z`),
      numerator,
      denominator,
    }));
  } catch (error) {
    // Who does not know the symbol cannot tell: another that does may be down.
    if (!isSourceProblem(error) && !isProblem(error, 'SYMBOL_UNKNOWN')) throw error;
    log.warn('splits cannot be asked for', { symbol, code: error.code });
    return undefined;
  }
}
