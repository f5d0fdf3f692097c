import { INTERVALS } from '../../market/interval';
import { isKey, PREMIUM, said, type Served, type SimAnswer, type SimRequest } from './answers';
import type { Announced } from './announced';

async function isKnown(served: Served, symbol: string): Promise<boolean> {
  for (const interval of INTERVALS) if (await served(symbol, interval)) return true;
  return false;
}

/** `SPLITS`; undefined for other functions, for a key that is refused, and for a symbol that is not known. */
export async function alphaVantageSplits(
  served: Served,
  { query }: SimRequest,
  announced: Announced,
): Promise<SimAnswer | undefined> {
  if (query.get('function') !== 'SPLITS' || !isKey(query.get('apikey'))) return undefined;
  const symbol = (query.get('symbol') ?? '').toUpperCase();
  if (symbol === PREMIUM) return said('Information', 'This is a premium endpoint.');
  if (!(await isKnown(served, symbol)))
    return said('Error Message', 'Invalid API call. Please retry or visit the documentation for SPLITS.');
  const data = (announced[symbol] ?? []).map(({ sessionDate, numerator, denominator }) => ({
    effective_date: sessionDate,
    split_factor: (numerator / denominator).toFixed(4),
  }));
  return { status: 200, json: { symbol, data: data.toReversed() } };
}

/** `/stable/splits`; undefined for other paths, for a key that is refused, and for a symbol that no plan has. */
export async function fmpSplits(
  _served: Served,
  { path, query, headers }: SimRequest,
  announced: Announced,
): Promise<SimAnswer | undefined> {
  const symbol = (query.get('symbol') ?? '').toUpperCase();
  if (path !== '/stable/splits' || !isKey(headers['apikey']) || symbol === PREMIUM) return undefined;
  const json = (announced[symbol] ?? []).map(({ sessionDate, numerator, denominator }) => ({
    symbol,
    date: sessionDate,
    numerator,
    denominator,
    splitType: 'stock-split',
  }));
  return { status: 200, json: json.toReversed() };
}
