import type { RawBar } from '../../market/bar';
import { barSeries, barsInWindow } from '../../market/barSeries';
import { DAY_MS } from '../../market/calendar/civilDate';
import { type Interval, INTRADAY_BAR_MS } from '../../market/interval';
import { FULL_SESSION_MINUTES } from '../../market/calendar/session';
import type { BarQuery, MarketData } from '../../ports/MarketData';
import { UNKNOWN_SYMBOL } from './outcome';
import { vendorProblem } from './vendorProblem';

/** What a vendor is asked for: whole days (day numbers, both included); as much as it gives where there is no first. */
export type Stretch = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly fromDay: number | undefined;
  readonly toDay: number;
  /** Until when an answer is waited for, epoch ms. */
  readonly answerBy?: number | undefined;
};

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
  /** Undefined where the vendor knows nothing of the symbol in these days. */
  barsOf: (stretch: Stretch) => Promise<readonly RawBar[] | undefined>,
): MarketData {
  const read = async (query: BarQuery, fromDay: number | undefined): Promise<readonly RawBar[]> => {
    const { symbol, interval, upTo, answerBy } = query;
    const asked = { symbol, interval, toDay: Math.floor(upTo / DAY_MS), answerBy };
    const inStretch = fromDay === undefined ? undefined : await barsOf({ ...asked, fromDay });
    const bars = inStretch ?? (await barsOf({ ...asked, fromDay: undefined }));
    if (bars === undefined) throw vendorProblem(UNKNOWN_SYMBOL, { vendor, symbol, interval });
    return barsInWindow(barSeries(interval, bars), query);
  };
  /** As many bars as are wanted, or as there are: further and further back. */
  const newest = async (query: BarQuery & { readonly limit: number }): Promise<readonly RawBar[]> => {
    const { limit, upTo, interval } = query;
    const [toDay, days] = [Math.floor(upTo / DAY_MS), daysFor(limit, interval)];
    let bars: readonly RawBar[] = [];
    for (const fromDay of [toDay - days, toDay - FURTHER * days, undefined]) {
      const [before, found] = [bars.length, await read(query, fromDay)];
      // What a vendor has without a first day may be less than what it has of the days themselves.
      if (found.length > before) bars = found;
      const isMore = bars.length > before && !beginsLater(bars, fromDay ?? -Infinity);
      if (bars.length >= limit || (bars.length > 0 && !isMore)) break;
    }
    return bars;
  };
  return {
    async bars(query) {
      const { after, limit, upTo } = query;
      const toDay = Math.floor(upTo / DAY_MS);
      if (after !== undefined || limit === undefined) {
        const fromDay =
          after === undefined ? undefined : Math.min(Math.floor(after / DAY_MS), toDay - DAYS_WITH_A_BAR);
        return { source, bars: await read(query, fromDay) };
      }
      return { source, bars: await newest({ ...query, limit }) };
    },
  };
}

/** Whether bars begin so long after the first day that was asked for that there are none before them. */
const beginsLater = ([first]: readonly RawBar[], fromDay: number): boolean =>
  first !== undefined && Math.floor(first.startAt / DAY_MS) > fromDay + DAYS_WITH_A_BAR;

function daysFor(bars: number, interval: Interval): number {
  const perSession = interval === '1d' ? 1 : (FULL_SESSION_MINUTES * 60_000) / INTRADAY_BAR_MS[interval];
  return Math.ceil((bars / perSession) * DAYS_PER_SESSION) + DAYS_WITH_A_BAR;
}
