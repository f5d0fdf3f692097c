import * as z from 'zod';
import { type Refusal, UNKNOWN_SYMBOL } from '../vendor/outcome';
import { numberOf } from '../vendor/rawRows';
import { type Priced, type PriceQuery, soundPrices } from '../vendor/soundPrices';

const Meta = z.looseObject({
  symbol: z.string(),
  regularMarketPrice: z.unknown().optional(),
  regularMarketTime: z.unknown().optional(),
});

const Chart = z.looseObject({ result: z.array(z.looseObject({ meta: Meta })).length(1) });

/**
 * The last price that a chart tells beside its bars; undefined for a body that is none, or of another symbol.
 *
 * Edge  a chart may tell none, of a symbol that it knows: it has no quote of it.
 */
export function yahooPrice(chart: unknown, query: PriceQuery): readonly Priced[] | Refusal | undefined {
  const [result] = Chart.safeParse(chart).data?.result ?? [];
  if (result === undefined) return undefined;
  const { symbol, regularMarketPrice: price, regularMarketTime: seconds } = result.meta;
  if (price === undefined && seconds === undefined) return UNKNOWN_SYMBOL;
  const asOf = typeof seconds === 'number' ? seconds * 1_000 : Number.NaN;
  return soundPrices([{ symbol, price: numberOf(price), asOf }], query);
}
