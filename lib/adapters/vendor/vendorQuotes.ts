import type { LiveQuotes } from '../../ports/LiveQuotes';
import { type Outcome, UNKNOWN_SYMBOL } from './outcome';
import type { Priced } from './soundPrices';
import { vendorProblem } from './vendorProblem';

/** Asks a vendor for prices; all that it knows of the symbols. */
export type AskPrices = (
  symbols: readonly string[],
  answerBy: number | undefined,
) => Promise<Outcome<readonly Priced[]>>;

type Asks = { readonly one: AskPrices; readonly several?: AskPrices };

type Named = { readonly source: string; readonly vendor: string; readonly keyName?: string };

/** A call for several symbols has no more of them. */
const AT_ONCE = 100;

/**
 * Quotes of a vendor: those of several symbols with one call, and where its plan lacks that with one call each.
 *
 * Throws  SYMBOL_UNKNOWN when the vendor knows none of the symbols, and what any other refusal means to the caller.
 */
export function vendorQuotes({ source, ...named }: Named, { one, several }: Asks): LiveQuotes {
  const pricesIn = (outcome: Outcome<readonly Priced[]>, symbols: readonly string[]): readonly Priced[] => {
    if (outcome.kind === 'data') return outcome.data;
    if (outcome.kind === 'unknownSymbol') return [];
    throw vendorProblem(outcome, { ...named, symbol: symbols.join(', ') });
  };

  const pricesOf = async (symbols: readonly string[], answerBy: number | undefined) => {
    const together = several && symbols.length > 1 ? await several(symbols, answerBy) : undefined;
    if (together && together.kind !== 'entitlement') return pricesIn(together, symbols);
    const prices: Priced[] = [];
    for (const symbol of symbols) prices.push(...pricesIn(await one([symbol], answerBy), [symbol]));
    return prices;
  };

  return {
    async quotes(symbols, answerBy) {
      const prices: Priced[] = [];
      for (let from = 0; from < symbols.length; from += AT_ONCE)
        prices.push(...(await pricesOf(symbols.slice(from, from + AT_ONCE), answerBy)));
      if (prices.length === 0 && symbols.length > 0)
        throw vendorProblem(UNKNOWN_SYMBOL, { ...named, symbol: symbols.join(', ') });
      return prices.map(({ symbol, price, asOf }) => ({ symbol, price, asOf, source }));
    },
  };
}
