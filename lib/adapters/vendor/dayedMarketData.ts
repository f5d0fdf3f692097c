import type { RawBar } from '../../market/bar';
import { barSeries, barsInWindow } from '../../market/barSeries';
import { DAY_MS } from '../../market/calendar/civilDate';
import { type Interval, INTRADAY_BAR_MS } from '../../market/interval';
import { FULL_SESSION_MINUTES } from '../../market/calendar/session';
import type { BarBatch, BarQuery, MarketData } from '../../ports/MarketData';
import { UNKNOWN_SYMBOL } from './outcome';
import { vendorProblem } from './vendorProblem';

/** Whose bars a vendor is asked for, and until when (epoch ms) its answers are waited for. */
export type Asked = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly answerBy?: number | undefined;
};

/** Whole days (day numbers, both included); as much as a vendor gives where there is no first. */
export type Days = { readonly fromDay: number | undefined; readonly toDay: number };

/** What a vendor has told of days, and the first day that it has told of, where it reaches no further back. */
export type ToldOfDays = { readonly bars: readonly RawBar[]; readonly fromDay?: number | undefined };

/** A symbol that trades has a bar within so many days: nothing at all means that it is not known. */
const DAYS_WITH_A_BAR = 14;
/** Of 252 sessions a year, with the longest row of holidays on top. */
const DAYS_PER_SESSION = 365 / 250;
/** How much further back is looked where bars are few; after that, as far as the vendor goes. */
const FURTHER = 4;

/**
 * Market data of a vendor who is asked by days: a window is cut out of them.
 *
 * Edge    where a symbol has had fewer bars than sessions, days further back are asked for until there are enough of
 *         them, or none that are older: what begins long after the first day asked for has none before.
 * Throws  SYMBOL_UNKNOWN when the vendor knows nothing of the symbol, however far back.
 */
export function dayedMarketData(
  { source, vendor }: { readonly source: string; readonly vendor: string },
  /** Called once for each question; what it answers is called for some days, and undefined where the symbol is not known in them. */
  asking: (asked: Asked) => (days: Days) => Promise<ToldOfDays | undefined>,
): MarketData {
  return {
    async bars(query) {
      const { symbol, interval, after, limit, answerBy } = query;
      const told = asking({ symbol, interval, answerBy });
      const read = reading(vendor, query, told);
      if (after === undefined && limit !== undefined)
        return { source, ...(await newest({ ...query, limit }, read)) };
      const toDay = lastDayOf(query);
      const fromDay =
        after === undefined ? undefined : Math.min(Math.floor(after / DAY_MS), toDay - DAYS_WITH_A_BAR);
      return { source, ...(await read(fromDay)) };
    },
  };
}

/** The last day in which a bar can have closed by then. */
const lastDayOf = ({ upTo }: BarQuery): number => Math.floor((upTo - 1) / DAY_MS);

type Window = Omit<BarBatch, 'source'>;
type Read = (fromDay: number | undefined) => Promise<Window>;

/** Cuts the window of a question out of the days from one on. */
function reading(
  vendor: string,
  query: BarQuery,
  told: (days: Days) => Promise<ToldOfDays | undefined>,
): Read {
  const { symbol, interval } = query;
  const toDay = lastDayOf(query);
  return async (fromDay) => {
    const inDays = fromDay === undefined ? undefined : await told({ fromDay, toDay });
    const known = inDays ?? (await told({ fromDay: undefined, toDay }));
    if (known === undefined) throw vendorProblem(UNKNOWN_SYMBOL, { vendor, symbol, interval });
    const bars = barsInWindow(barSeries(interval, known.bars), query);
    // Where it knows the symbol, but not in these days, it has told all it has of them.
    const isOfDays = inDays !== undefined || fromDay === undefined;
    return { bars, ...(isOfDays && reachOf(query, { ...known, bars })) };
  };
}

/** From when on all is told that was asked for, where that is not all of it. */
function reachOf(
  { after = -Infinity, limit = Infinity }: BarQuery,
  { bars, fromDay = -Infinity }: ToldOfDays,
): Pick<BarBatch, 'reachesFrom'> {
  const reachesFrom = fromDay * DAY_MS;
  return bars.length < limit && reachesFrom > after ? { reachesFrom } : {};
}

/** As many bars as are wanted, or as there are: further and further back. */
async function newest(query: BarQuery & { readonly limit: number }, read: Read): Promise<Window> {
  const { limit, interval } = query;
  const [toDay, days] = [lastDayOf(query), daysFor(limit, interval)];
  let told: Window = { bars: [] };
  for (const fromDay of [toDay - days, toDay - FURTHER * days, undefined]) {
    const [before, found] = [told.bars.length, await read(fromDay)];
    // What a vendor has without a first day may be less than what it has of the days themselves.
    if (before === 0 || found.bars.length > before) told = found;
    const count = told.bars.length;
    const isMore = count > before && !beginsLater(told.bars, fromDay ?? -Infinity);
    if (count >= limit || (count > 0 && !isMore)) break;
  }
  return told;
}

/** Whether bars begin so long after the first day that was asked for that there are none before them. */
const beginsLater = ([first]: readonly RawBar[], fromDay: number): boolean =>
  first !== undefined && Math.floor(first.startAt / DAY_MS) > fromDay + DAYS_WITH_A_BAR;

function daysFor(bars: number, interval: Interval): number {
  const perSession = interval === '1d' ? 1 : (FULL_SESSION_MINUTES * 60_000) / INTRADAY_BAR_MS[interval];
  return Math.ceil((bars / perSession) * DAYS_PER_SESSION) + DAYS_WITH_A_BAR;
}
