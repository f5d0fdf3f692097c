import { isImported, symbolOf } from '../../market/series';
import type { RawBar } from '../../market/bar';
import type { BarStore } from '../../ports/BarStore';
import type { BarQuery, MarketData } from '../../ports/MarketData';
import { Problem } from '../../problems';

/** What bars of a tenant say of where they come from. */
const IMPORT_SOURCE = 'import';

/** Bars that are asked for at once where no limit is given. */
const AT_ONCE = 2_000;

/**
 * A source that serves the series of tenants (`<tenant>/<symbol>`) out of the bar store, where they were
 * imported, and asks another for everything else. A series is known once a stretch of it is whole, so that
 * an import that died before its end is not seen.
 */
export function importedMarketData(others: MarketData, bars: BarStore): MarketData {
  return {
    async bars(query) {
      const { symbol: series, interval } = query;
      if (!isImported(series)) return others.bars(query);
      if ((await bars.whole(series, interval)) === undefined)
        throw new Problem(
          'SYMBOL_UNKNOWN',
          `symbol "${symbolOf(series)}" has no ${interval} bars: import some, or check the spelling`,
        );
      return { source: IMPORT_SOURCE, bars: await storedBars(bars, query) };
    },
  };
}

async function storedBars(
  bars: BarStore,
  {
    symbol: series,
    interval,
    upTo,
    after = Number.NEGATIVE_INFINITY,
    limit = Number.POSITIVE_INFINITY,
  }: BarQuery,
): Promise<readonly RawBar[]> {
  let found: readonly RawBar[] = [];
  let before = upTo;
  while (found.length < limit) {
    const most = Math.min(AT_ONCE, limit - found.length);
    const page = await bars.newest({ series, interval, upTo: before, limit: most });
    found = [...page.filter(({ closedAt }) => closedAt > after).map(rawBar), ...found];
    const [oldest] = page;
    if (oldest === undefined || page.length < most || oldest.closedAt <= after) break;
    // The bar before closes at the latest where this one starts.
    before = Math.min(before, oldest.startAt);
  }
  return found;
}

const rawBar = ({ startAt, open, high, low, close, volume }: RawBar): RawBar => ({
  startAt,
  open,
  high,
  low,
  close,
  volume,
});
