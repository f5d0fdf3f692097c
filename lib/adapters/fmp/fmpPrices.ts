import * as z from 'zod';
import { numberOf } from '../vendor/rawRows';
import { type Priced, type PriceQuery, soundPrices, UNREADABLE_PRICE } from '../vendor/soundPrices';

const Rows = z.array(z.unknown()).min(1);
const Row = z.looseObject({ symbol: z.string(), timestamp: z.number() });

/**
 * The prices of `quote` and `batch-quote`; undefined for a body that is none. What it does not know it leaves out.
 *
 * Edge  a row without the epoch seconds of its price is no quote: `batch-quote-short` has none.
 */
export function fmpPrices(body: unknown, query: PriceQuery): readonly Priced[] | undefined {
  const parsed = Rows.safeParse(body);
  return parsed.success ? soundPrices(parsed.data.map(pricedRow), query) : undefined;
}

function pricedRow(given: unknown): Priced {
  const row = Row.safeParse(given);
  if (!row.success) return UNREADABLE_PRICE;
  const { symbol, timestamp, price } = row.data;
  return { symbol, price: numberOf(price), asOf: timestamp * 1_000 };
}
