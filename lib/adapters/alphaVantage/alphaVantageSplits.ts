import type { AnnouncedSplit, SplitFeed } from '../../ports/SplitFeed';
import { type Asking, askVendor } from '../vendor/askVendor';
import { vendorSplits } from '../vendor/vendorSplits';
import { alphaVantageOutcome } from './alphaVantageOutcome';
import { alphaVantageSplitRows } from './alphaVantageSplitRows';

const NAMED = { vendor: 'Alpha Vantage', keyName: 'ALPHA_VANTAGE_API_KEY' };

/** Splits of Alpha Vantage: all that it knows of a symbol with one call. */
export const alphaVantageSplits = (asking: Asking, apiKey: () => Promise<string>): SplitFeed =>
  vendorSplits(NAMED, async (asked) => {
    const { symbol, answerBy } = asked;
    const query = { function: 'SPLITS', symbol, apikey: await apiKey() };
    return askVendor<readonly AnnouncedSplit[]>(asking, { path: '/query', query, answerBy }, (answer) =>
      alphaVantageOutcome(answer, (body) => alphaVantageSplitRows(body, asked)),
    );
  });
