import { slotClosesBetween } from '../market/slotClosesBetween';
import { barClosedAt } from '../market/barClose';
import type { Cache } from '../ports/Cache';
import type { Clock } from '../ports/Clock';
import { isProblem, type Problem } from '../problems';
import type { BarBatch, BarQuery, MarketData } from '../ports/MarketData';

/** What a source has answered, or why it never will. */
export type Answered = Served | { readonly refused: Problem };

type Served = {
  readonly batch: BarBatch;
  /** Until when its bars had closed, epoch ms. */
  readonly upTo: number;
  /** Wall time, epoch ms. */
  readonly answeredAt: number;
  /** The newest bar that can have closed is there. */
  readonly isComplete: boolean;
};

/** What a source says of a symbol and a plan, however often it is asked. */
const FINAL = ['SYMBOL_UNKNOWN', 'MARKET_ENTITLEMENT'] as const;

/** An answer of more bars weighs too much to be kept. */
const MOST_KEPT_BARS = 1_000;
const isKept = (answer: Answered): boolean =>
  'refused' in answer || answer.batch.bars.length <= MOST_KEPT_BARS;

/** So often a source is asked again for a bar that is late. */
const LATE_MS = 5_000;

/**
 * Market data that asks a source once for all who ask the same: until a bar can have closed, or the cache forgets.
 *
 * Edge  a bar that its source serves late is looked for again every five seconds. Instants before the answer are not
 *       answered out of it. That a symbol is not known, or not part of a plan, is remembered as bars are.
 */
export function cachedMarketData(
  source: MarketData,
  cache: Cache<Answered>,
  clock: Pick<Clock, 'now'>,
): MarketData {
  const ask = async (query: BarQuery): Promise<Answered> => {
    try {
      return await served(query);
    } catch (error) {
      if (isProblem(error) && FINAL.some((code) => code === error.code)) return { refused: error };
      throw error;
    }
  };
  const served = async (query: BarQuery): Promise<Served> => {
    const { interval, upTo } = query;
    const batch = await source.bars(query);
    const last = batch.bars.at(-1);
    const closedAt = last && barClosedAt(interval, last.startAt);
    const isComplete = closedAt !== undefined && !slotClosesBetween(interval, closedAt, upTo);
    return { batch, upTo, answeredAt: clock.now(), isComplete };
  };
  return {
    async bars(query) {
      const { symbol, interval, after, limit, upTo } = query;
      const isFresh = (kept: Answered): boolean =>
        'refused' in kept ||
        (kept.upTo <= upTo &&
          !slotClosesBetween(interval, kept.upTo, upTo) &&
          (kept.isComplete || clock.now() - kept.answeredAt < LATE_MS));
      const name = [symbol, interval, after, limit].join(' ');
      const answer = await cache.get(name, () => ask(query), { isFresh, isKept });
      if ('refused' in answer) throw answer.refused;
      return answer.batch;
    },
  };
}
