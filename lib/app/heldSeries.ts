import type { Interval } from '../market/interval';
import { importedSeries } from '../market/series';
import type { Deps } from './deps';

export type SeriesQuery = {
  readonly symbol: string;
  readonly interval: Interval;
  /** Until when (wall time, epoch ms) the source is waited for. */
  readonly answerBy?: number;
};

/** What the store holds of a symbol: bars that the tenant has imported, and those of the source. */
export async function heldSeries(
  deps: Pick<Deps, 'bars'>,
  { tenant, symbol, interval }: { tenant: string; symbol: string; interval: Interval },
): Promise<Readonly<Record<'own' | 'source', readonly SeriesQuery[]>>> {
  const series = [importedSeries(tenant, symbol), symbol];
  const [own, source] = await deps.bars.wholeOfEach(series, interval);
  return {
    own: own ? [{ symbol: series[0]!, interval }] : [],
    source: source ? [{ symbol, interval }] : [],
  };
}
