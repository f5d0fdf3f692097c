import type { CleanBars } from '../market/bar';
import { cleanBars } from '../market/cleanBars';
import type { ProblemCode } from '../problems';
import type { HistoryDeps, HistoryQuery } from './barHistory';
import { barHistory } from './barHistory';
import { isSourceProblem } from './sourceProblems';

export type LastGood = {
  readonly bars: CleanBars;
  /** Why the source gave nothing, where these are the last that it gave. */
  readonly sourceFailed?: ProblemCode;
};

/**
 * As `barHistory`; where its source serves nothing now, the newest bars that are stored without a hole.
 *
 * Throws  as `barHistory`, where none are stored.
 */
export async function lastGoodBars(deps: HistoryDeps, query: HistoryQuery): Promise<LastGood> {
  try {
    return { bars: await barHistory(deps, query) };
  } catch (error) {
    if (!isSourceProblem(error)) throw error;
    const bars = await storedBars(deps, query);
    if (bars.bars.length === 0) throw error;
    const { symbol, interval } = query;
    deps.log.warn('history as it was last known', { symbol, interval, code: error.code });
    return { bars, sourceFailed: error.code };
  }
}

async function storedBars(
  { bars: store }: HistoryDeps,
  { symbol, interval, upTo, count: limit }: HistoryQuery,
): Promise<CleanBars> {
  const whole = await store.whole(symbol, interval);
  const stored = whole
    ? await store.newest({ series: symbol, interval, limit, upTo: Math.min(upTo, whole.through) })
    : [];
  const bars = stored.filter(({ startAt }) => whole !== undefined && startAt >= whole.from);
  return cleanBars({ symbol, interval, source: bars.at(-1)?.source ?? 'none', bars, knownAt: upTo }).clean;
}
