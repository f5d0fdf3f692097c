import { CLOCK_SKEW_MS } from '../../market/clockSkew';
import type { Answered } from './askVendor';

/** A price as a vendor's body has it; what could not be read is NaN, or an empty symbol. */
export type Priced = { readonly symbol: string; readonly price: number; readonly asOf: number };

/** Where nothing is said of the later of two clocks, there is one. */
export type PriceQuery = Pick<Answered, 'now'> & Partial<Answered> & { readonly symbols: readonly string[] };

export const UNREADABLE_PRICE: Priced = { symbol: '', price: Number.NaN, asOf: Number.NaN };

/**
 * The prices of a body that may be relied on, by the symbols as they were asked for; of two of one symbol the first.
 *
 * Edge  refused is what nobody asked for, what is no price, and what stands later than the answer by more than 2
 *       minutes, by our clock and by the vendor's, since one of them may be behind; undefined when more than half are refused: the body is not what it is taken for.
 */
export function soundPrices(
  rows: readonly Priced[],
  { symbols, now, latest = now }: PriceQuery,
): readonly Priced[] | undefined {
  const asked = new Map(symbols.map((symbol) => [symbol.toUpperCase(), symbol]));
  const sound = rows.flatMap((row) => {
    const symbol = asked.get(row.symbol.toUpperCase());
    return symbol !== undefined && isSound(row, latest) ? [{ ...row, symbol }] : [];
  });
  if (sound.length * 2 < rows.length) return undefined;
  return [...new Map(sound.toReversed().map((row) => [row.symbol, row])).values()].toReversed();
}

const isSound = ({ price, asOf }: Priced, latest: number): boolean =>
  Number.isFinite(price) && price > 0 && asOf > 0 && asOf <= latest + CLOCK_SKEW_MS;
