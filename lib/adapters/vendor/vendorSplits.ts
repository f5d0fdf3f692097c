import type { AnnouncedSplit, SplitFeed, SplitQuery } from '../../ports/SplitFeed';
import type { Outcome } from './outcome';
import { vendorProblem } from './vendorProblem';

type Named = { readonly vendor: string; readonly keyName?: string };

/**
 * Splits as a vendor announces them.
 *
 * Throws  what a refusal means to the caller.
 */
export const vendorSplits = (
  named: Named,
  ask: (query: SplitQuery) => Promise<Outcome<readonly AnnouncedSplit[]>>,
): SplitFeed => ({
  async splits(query) {
    const outcome = await ask(query);
    if (outcome.kind === 'data') return outcome.data;
    throw vendorProblem(outcome, { ...named, symbol: query.symbol, wanted: 'splits' });
  },
});
