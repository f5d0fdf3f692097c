import type { Quote } from '../../app/readQuote';
import { instant } from './instant';

/** A quote as the contract shows it. */
export const quoteView = ({ symbol, price, asOf, source, stale }: Quote) => ({
  symbol,
  price,
  asOf: instant(asOf),
  source,
  stale: stale !== undefined,
  staleReason: stale,
});
