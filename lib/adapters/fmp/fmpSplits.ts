import type { AnnouncedSplit, SplitFeed } from '../../ports/SplitFeed';
import { type Asking, askVendor } from '../vendor/askVendor';
import { vendorSplits } from '../vendor/vendorSplits';
import { fmpHeaders } from './fmpHeaders';
import { fmpOutcome } from './fmpOutcome';
import { fmpSplitRows } from './fmpSplitRows';

const NAMED = { vendor: 'Financial Modeling Prep', keyName: 'FMP_API_KEY' };

/**
 * Splits of Financial Modeling Prep, `/stable`: all that it knows of a symbol with one call.
 *
 * Edge  an empty list is what it answers for a symbol without splits, and for one that it does not know.
 */
export const fmpSplits = (asking: Asking, apiKey: () => Promise<string>): SplitFeed =>
  vendorSplits(NAMED, async (asked) => {
    const { symbol, answerBy } = asked;
    const request = {
      path: '/stable/splits',
      query: { symbol },
      headers: fmpHeaders(await apiKey()),
      answerBy,
    };
    const outcome = await askVendor<readonly AnnouncedSplit[]>(asking, request, (answer) =>
      fmpOutcome(answer, (body) => fmpSplitRows(body, asked)),
    );
    return outcome.kind === 'unknownSymbol' ? { kind: 'data', data: [] } : outcome;
  });
