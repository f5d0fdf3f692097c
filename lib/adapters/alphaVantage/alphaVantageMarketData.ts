import type { RawBar } from '../../market/bar';
import { DAY_MS, dateOf } from '../../market/calendar/civilDate';
import type { Interval } from '../../market/interval';
import type { MarketData } from '../../ports/MarketData';
import { askBars } from '../vendor/askBars';
import { askedOnce } from '../vendor/askedOnce';
import type { Asking } from '../vendor/askVendor';
import { type Asked, dayedMarketData, type Days, type ToldOfDays } from '../vendor/dayedMarketData';
import { untilRefused } from '../vendor/untilRefused';
import { vendorBars } from '../vendor/vendorBars';
import type { VendorRequest } from '../vendor/vendorTransport';
import { alphaVantageOutcome } from './alphaVantageOutcome';
import { alphaVantageSeries } from './alphaVantageSeries';

const VENDOR = 'Alpha Vantage';
const KEY_NAME = 'ALPHA_VANTAGE_API_KEY';

/** What it answers at once: a hundred bars, free of charge, and of intraday bars the last thirty days. */
const DAYS_OF_COMPACT_HOURS = 14;
const FULL_DAYS = 30;
const COMPACT_BARS = 100;
const DAYS_OF_COMPACT = 130;
/** Where all intraday bars are asked for, a month each: further back than a year nobody waits for them. */
const MOST_DAYS = 365;

/** So long it is remembered that a plan has no more than the last hundred bars. */
const COMPACT_ONLY_MS = 3_600_000;

/**
 * Bars of Alpha Vantage, as they were traded: what it adjusts rewrites the past.
 *
 * Edge  a free key has the last hundred daily bars: where all of them are asked for, these are what there is.
 */
export function alphaVantageMarketData(asking: Asking, apiKey: () => Promise<string>): MarketData {
  let compactOnlyUntil = 0;
  return dayedMarketData({ source: 'alphaVantage', vendor: VENDOR }, (asked) => {
    const named = { ...asked, vendor: VENDOR, keyName: KEY_NAME };
    const ask = askedOnce(async (query: Query) =>
      askBars(asking, requestOf(query, asked, await apiKey()), asked.interval, (answer) =>
        alphaVantageOutcome(answer, (body) => alphaVantageSeries(body, asked)),
      ),
    );
    const daily = async (isFull: boolean): Promise<ToldOfDays | undefined> => {
      const isAsked = isFull && asking.clock.now() >= compactOnlyUntil;
      const all = isAsked ? await ask(DAILY.full) : undefined;
      if (all?.kind === 'entitlement') compactOnlyUntil = asking.clock.now() + COMPACT_ONLY_MS;
      else if (all) return told(vendorBars([all], named));
      const bars = vendorBars([await ask(DAILY.compact)], named);
      return told(bars, isFull ? firstDayOfCut(bars) : undefined);
    };
    return async (days) => {
      const today = Math.floor(asking.clock.now() / DAY_MS);
      if (asked.interval === '1d') return daily(daysBackOf(days, today) > DAYS_OF_COMPACT);
      const { queries, fromDay } = intradayQueries(asked.interval, days, today);
      return told(vendorBars(await untilRefused(queries, ask), named), fromDay);
    };
  });
}

type Query = Readonly<Record<string, string>>;

const requestOf = (query: Query, { symbol, answerBy }: Asked, apikey: string): VendorRequest => ({
  path: '/query',
  query: { ...query, symbol, apikey },
  answerBy,
});

const DAILY = {
  full: { function: 'TIME_SERIES_DAILY', outputsize: 'full' },
  compact: { function: 'TIME_SERIES_DAILY', outputsize: 'compact' },
} as const;

const told = (bars: readonly RawBar[] | undefined, fromDay?: number): ToldOfDays | undefined =>
  bars && { bars, fromDay };

/** The day with which the last hundred bars begin; undefined where there are fewer, one that is forming beside: those are all. */
function firstDayOfCut(bars: readonly RawBar[] = []): number | undefined {
  const first = bars.find(({ startAt }) => Number.isFinite(startAt));
  return first && bars.length >= COMPACT_BARS - 1 ? Math.floor(first.startAt / DAY_MS) : undefined;
}

const daysBackOf = ({ fromDay = -Infinity }: Days, today: number): number => today - fromDay;

/** How intraday bars are asked for, and the first day that they reach back to, where that is not the one that was asked for. */
function intradayQueries(
  interval: Exclude<Interval, '1d'>,
  days: Days,
  today: number,
): { readonly queries: readonly Query[]; readonly fromDay?: number } {
  const daysBack = daysBackOf(days, today);
  const intraday = {
    function: 'TIME_SERIES_INTRADAY',
    interval: interval === '1h' ? '60min' : interval,
    adjusted: 'false',
    extended_hours: 'false',
  };
  const full = { ...intraday, outputsize: 'full' };
  if (interval === '1h' && daysBack <= DAYS_OF_COMPACT_HOURS)
    return { queries: [{ ...intraday, outputsize: 'compact' }] };
  if (daysBack <= FULL_DAYS) return { queries: [full] };
  const lastDay = Math.min(days.toDay, today);
  if (days.fromDay !== undefined) return { queries: monthly(full, days.fromDay, lastDay) };
  // Of days long ago the newest bars tell whether the symbol is known at all.
  if (lastDay < today - FULL_DAYS) return { queries: [full], fromDay: today - FULL_DAYS };
  return { queries: monthly(full, lastDay - MOST_DAYS, lastDay), fromDay: lastDay - MOST_DAYS };
}

const monthly = (query: Query, fromDay: number, toDay: number): readonly Query[] =>
  monthsOf(fromDay, toDay).map((month) => ({ ...query, month }));

/** Months that begin before a stretch of days ends, as `2024-07`, oldest first. */
function monthsOf(fromDay: number, toDay: number): readonly string[] {
  const months = new Set<string>();
  for (let day = fromDay; day <= toDay; day += 1) months.add(dateOf(day).slice(0, 7));
  return [...months];
}
