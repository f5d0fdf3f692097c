import type { RawBar } from '../../market/bar';
import { barSeries, barsInWindow } from '../../market/barSeries';
import { DAY_MS } from '../../market/calendar/civilDate';
import type { BarStore, StoredBar } from '../../ports/BarStore';
import type { BarQuery, MarketData } from '../../ports/MarketData';
import { Problem } from '../../problems';
import {
  areSame,
  byStart,
  type ClosePair,
  COMPARED,
  ENOUGH,
  isSame,
  loweredBy,
  newestAfter,
  pairsOf,
  restAsTraded,
} from './closePairs';
import type { Provider } from './fallbackMarketData';

/** So many days a vendor tells with the same call, of intraday bars before the end of a question, of daily ones before its beginning. */
const DAYS_BEFORE_END = 14;
const DAYS_BEFORE = 60;

/**
 * Market data of which bars that follow on stored ones are of the same symbol: the answer holds days that are stored
 * already, and not every vendor names the symbol beside them.
 *
 * Edge    what was corrected since does not hinder, nor does a dividend from the day on that it is paid: half of the closes
 *         of 20 bars in a row are the same, or nearly all of them, or lower by one factor of at most 5 %. So it is where only the newest stored bars that the
 *         question asks for again are the same. Of fewer than three bars nothing is concluded. What is told of the rest of a session
 *         that was stored before the dividend is taken back to what was traded.
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
    const told = byStart(batch.bars);
    const pairs = pairsOf([first, ...others], told);
    const bars = areRecognised(pairs) ? batch.bars : await besideNewest(stored, query, { pairs, told });
    if (bars === undefined) throw unrecognised(name, query, pairs);
    return { ...batch, bars: barsInWindow(barSeries(query.interval, bars), query) };
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

const areRecognised = (pairs: readonly ClosePair[]): boolean =>
  pairs.length < ENOUGH || endsOf(pairs).some(areSame);

const endsOf = (pairs: readonly ClosePair[]): readonly (readonly ClosePair[])[] => [
  pairs.slice(-COMPARED),
  pairs.slice(0, COMPARED),
];

type Compared = { readonly pairs: readonly ClosePair[]; readonly told: ReadonlyMap<number, RawBar> };

/**
 * What is told, as it goes with the newest stored bars up to the end of a question: where it asks for them again and they are
 * told as they are, or where a dividend of the newest session that is told has taken down what lies before; else undefined.
 */
async function besideNewest(
  stored: Pick<BarStore, 'newest'>,
  { symbol: series, interval, after = 0, upTo }: BarQuery,
  { pairs, told }: Compared,
): Promise<readonly RawBar[] | undefined> {
  const bars = [...told.values()];
  const newest = await stored.newest({ series, interval, upTo, limit: COMPARED });
  const again = pairsOf(
    newest.filter(({ closedAt }) => closedAt > after),
    told,
  );
  if (again.length >= ENOUGH && areSame(again)) return bars;
  const around = { pairs: [...pairs, ...again], newest: newestAfter(newest.at(-1), bars) };
  const factors = [pairs, ...endsOf(pairs)].map((some) => loweredBy(some, around));
  const factor = factors.find((one) => one !== undefined);
  return factor === undefined ? undefined : restAsTraded(bars, around.pairs.at(-1), factor);
}

function unrecognised(name: string, { symbol }: BarQuery, pairs: readonly ClosePair[]): Problem {
  const { stored, told } = pairs.findLast((pair) => !isSame(pair)) ?? pairs.at(-1)!;
  const at = new Date(stored.startAt).toISOString();
  return new Problem(
    'MARKET_MALFORMED',
    `${name} has "${symbol}" at ${told.close} in the bar of ${at}, which was ${stored.close}, and the bars before as far from what they were: they may be of another symbol. Try again later.`,
  );
}
