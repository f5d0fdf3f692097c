import type { Interval } from '../market/interval';
import { importedSeries } from '../market/series';
import type { Deps } from './deps';

export type SymbolOfTenant = {
  readonly tenant: string;
  readonly symbol: string;
  readonly interval: Interval;
};

/**
 * The series that a symbol means to a tenant: the bars that the tenant has imported under it, or those of the source.
 * This is the one place that tells them apart; from here on the series says it.
 *
 * Edge  to every other tenant the symbol is what it would be without the import.
 */
export async function resolvedSeries(
  deps: Pick<Deps, 'bars'>,
  { tenant, symbol, interval }: SymbolOfTenant,
): Promise<string> {
  const own = importedSeries(tenant, symbol);
  return (await deps.bars.whole(own, interval)) === undefined ? symbol : own;
}

/** As `resolvedSeries`, of many symbols: one place for each. */
export async function resolvedEach(
  deps: Pick<Deps, 'bars'>,
  { tenant, symbols, interval }: Omit<SymbolOfTenant, 'symbol'> & { readonly symbols: readonly string[] },
): Promise<readonly string[]> {
  const own = symbols.map((symbol) => importedSeries(tenant, symbol));
  const stretches = await deps.bars.wholeOfEach(own, interval);
  return symbols.map((symbol, place) => (stretches[place] === undefined ? symbol : own[place]!));
}
