import { sessionOn } from '../../market/calendar/sessionOn';
import type { AnnouncedSplit } from '../../ports/SplitFeed';

/** The splits that a stand-in has, by symbol. */
export type Announced = Readonly<Record<string, readonly AnnouncedSplit[]>>;

/** What a chart of Yahoo tells of splits, by their epoch seconds; nothing where none was asked for, or there is none. */
export function splitEvents(query: URLSearchParams, splits: readonly AnnouncedSplit[] = []) {
  const [from, to] = [Number(query.get('period1')), Number(query.get('period2'))];
  const events = splits
    .map(({ sessionDate, numerator, denominator }) => {
      const date = (sessionOn(sessionDate)?.openAt ?? Date.parse(sessionDate)) / 1_000;
      return { date, numerator, denominator, splitRatio: `${numerator}:${denominator}` };
    })
    .filter(({ date }) => date >= from && date < to);
  if (query.get('events') !== 'split' || events.length === 0) return {};
  return { events: { splits: Object.fromEntries(events.map((event) => [String(event.date), event])) } };
}
