import { isImported, symbolOf } from '../../market/series';
import type { RawBar } from '../../market/bar';
import type { BarStore, Stretch } from '../../ports/BarStore';
import type { BarQuery, MarketData } from '../../ports/MarketData';
import { Problem } from '../../problems';

/** What bars of a tenant say of where they come from. */
const IMPORT_SOURCE = 'import';

/** Bars that are asked for at once where no limit is given. */
const AT_ONCE = 2_000;

/**
 * A source that serves the series of tenants (`<tenant>/<symbol>`) out of the bar store, where they were
 * imported, and asks another for everything else. Only the stretch that is whole is served: of an import that is
 * under way, or died, nothing is seen, so that what is stored first is no gap to anybody.
 */
export function importedMarketData(others: MarketData, bars: BarStore): MarketData {
  return {
    async bars(query) {
      const { symbol: series, interval } = query;
      if (!isImported(series)) return others.bars(query);
      const whole = await bars.whole(series, interval);
      if (whole === undefined)
        throw new Problem(
          'SYMBOL_UNKNOWN',
          `symbol "${symbolOf(series)}" has no ${interval} bars: import some, or check the spelling`,
        );
      return { source: IMPORT_SOURCE, bars: await storedBars(bars, query, whole) };
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
  whole: Stretch,
): Promise<readonly RawBar[]> {
  let found: readonly RawBar[] = [];
  let before = Math.min(upTo, whole.through);
  while (found.length < limit) {
    const most = Math.min(AT_ONCE, limit - found.length);
    const page = await bars.newest({ series, interval, upTo: before, limit: most });
    found = [
      ...page.filter((bar) => bar.closedAt > after && bar.startAt >= whole.from).map(rawBar),
      ...found,
    ];
    const [oldest] = page;
    if (
      oldest === undefined ||
      page.length < most ||
      oldest.closedAt <= after ||
      oldest.startAt <= whole.from
    )
      break;
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
