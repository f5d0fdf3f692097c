import { barSeries, barsInWindow } from '../../market/barSeries';
import { DAY_MS } from '../../market/calendar/civilDate';
import type { BarStore, StoredBar } from '../../ports/BarStore';
import type { BarQuery, MarketData } from '../../ports/MarketData';
import { Problem } from '../../problems';
import { areSame, byStart, type ClosePair, COMPARED, ENOUGH, isWithin, pairsOf } from './closePairs';
import type { Provider } from './fallbackMarketData';

/** A past that was taken to another scale by less is no other symbol: all but a few closes differ by one factor, but for rounding. */
const LEAST_FACTOR = 1.1;
const ROUNDED_SHARE = 0.0005;
const ROUNDED = 0.9;
/** So many days a vendor tells with the same call, of intraday bars before the end of a question, of daily ones before its beginning. */
const DAYS_BEFORE_END = 14;
const DAYS_BEFORE = 60;

/**
 * Market data of which bars that follow on stored ones are of the same symbol: the answer holds days that are stored
 * already, and not every vendor names the symbol beside them.
 *
 * Edge    what was corrected since does not hinder, nor does a dividend: half of the closes of 20 bars in a row are the
 *         same, or nearly all of them apart by one factor. Of fewer than three bars nothing is concluded.
 * Throws  MARKET_MALFORMED where what is told has nothing to do with what is stored.
 */
export const recognisedMarketData = (
  { name, marketData }: Provider,
  stored: Pick<BarStore, 'newest'>,
): MarketData => ({
  async bars(query) {
    const [first, ...others] = await storedBefore(query, stored);
    if (first === undefined) return marketData.bars(query);
    const { limit: _cut, ...all } = query;
    const batch = await marketData.bars({ ...all, after: first.closedAt - 1 });
    requireRecognised(name, query, pairsOf([first, ...others], byStart(batch.bars)));
    return { ...batch, bars: barsInWindow(barSeries(query.interval, batch.bars), query) };
  },
});

/** Stored bars before those of a question that a vendor tells of with the same call, oldest first. */
async function storedBefore(
  { symbol: series, interval, after, upTo }: BarQuery,
  stored: Pick<BarStore, 'newest'>,
): Promise<readonly StoredBar[]> {
  if (after === undefined) return [];
  const from =
    interval === '1d' ? after - DAYS_BEFORE * DAY_MS : (Math.floor(upTo / DAY_MS) - DAYS_BEFORE_END) * DAY_MS;
  const newest = await stored.newest({ series, interval, upTo: after, limit: 2 * COMPARED });
  return newest.filter(({ startAt }) => startAt >= from);
}

function requireRecognised(name: string, { symbol }: BarQuery, pairs: readonly ClosePair[]): void {
  if (pairs.length < ENOUGH || areSame(pairs.slice(-COMPARED)) || areSame(pairs.slice(0, COMPARED))) return;
  if (areRescaled(pairs)) return;
  const { stored, told } = pairs.at(-1)!;
  const at = new Date(stored.startAt).toISOString();
  throw new Problem(
    'MARKET_MALFORMED',
    `${name} has "${symbol}" at ${told.close} in the bar of ${at}, which was ${stored.close}, and the bars before as far from what they were: they may be of another symbol. Try again later.`,
  );
}

function areRescaled(pairs: readonly ClosePair[]): boolean {
  const factors = pairs
    .map(({ stored, told }) => told.close / stored.close)
    .sort((one, other) => one - other);
  const factor = factors[factors.length >> 1]!;
  if (!(Math.abs(Math.log(factor)) <= Math.log(LEAST_FACTOR))) return false;
  const rounded = pairs.filter(({ stored, told }) =>
    isWithin(told.close, factor * stored.close, ROUNDED_SHARE),
  );
  return rounded.length >= ROUNDED * pairs.length;
}
