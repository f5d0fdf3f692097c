import type { KnownSplit } from '../../market/split';
import type { SplitBook } from '../../ports/SplitBook';

/** Splits in memory. */
export function memorySplitBook(): SplitBook {
  const book = new Map<string, Map<number, KnownSplit>>();
  return {
    async ofSymbol(symbol) {
      return [...(book.get(symbol)?.values() ?? [])].sort((one, other) => one.at - other.at);
    },
    async put(symbol, split) {
      const { at, state } = split;
      const known = book.get(symbol) ?? new Map<number, KnownSplit>();
      book.set(symbol, known);
      const standing = known.get(at)?.state;
      if (state === 'suspected' && standing !== undefined) return;
      if (state === 'refuted' && standing === 'confirmed') return;
      known.set(at, { ...split });
    },
  };
}
