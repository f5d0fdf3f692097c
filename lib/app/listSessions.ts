import { FIRST_YEAR, LAST_YEAR } from '../market/calendar/calendarYear';
import { DAY_MS, dateOf, dayOf, parseDate } from '../market/calendar/civilDate';
import type { Session } from '../market/calendar/session';
import { sessionsBetween } from '../market/calendar/sessionsBetween';
import { Problem } from '../problems';
import type { Deps } from './deps';

/** Days that one question may span, both ends included: a leap year. */
const MOST_CALENDAR_DAYS = 366;

const USUAL_DAYS = 30;

const FIRST_DAY = dayOf(FIRST_YEAR, 1, 1);
const LAST_DAY = dayOf(LAST_YEAR, 12, 31);

export type SessionQuery = {
  /** `YYYY-MM-DD`, included; without it today, or 30 days before a `to` that lies before today. */
  readonly from?: string | undefined;
  /** `YYYY-MM-DD`, included; without it 30 days after `from`, or the last day of the calendar where that is sooner. */
  readonly to?: string | undefined;
  readonly limit: number;
  /** Date of the last session of the page before. */
  readonly after?: string | undefined;
};

export type SessionPage = { readonly items: readonly Session[]; readonly next: string | undefined };

/**
 * A page of the exchange's sessions, oldest first.
 *
 * Throws  INPUT_INVALID when a date lies outside the calendar, `to` is before `from`, or more than 366 days are asked for.
 */
export function listSessions(deps: Pick<Deps, 'clock'>, query: SessionQuery): SessionPage {
  requireKnownYear('from', query.from);
  requireKnownYear('to', query.to);
  const from = query.from ?? usualFrom(dateOf(Math.floor(deps.clock.now() / DAY_MS)), query.to);
  const firstDay = parseDate(from) ?? Number.NaN;
  const to = query.to ?? dateOf(Math.min(firstDay + USUAL_DAYS, LAST_DAY));
  const days = (parseDate(to) ?? Number.NaN) - firstDay + 1;
  if (!(days >= 1)) throw refused('to', `"to" is "${to}", before "from" "${from}"; send a later date.`);
  if (days > MOST_CALENDAR_DAYS) {
    throw refused(
      'to',
      `"from" "${from}" to "to" "${to}" are ${days} days; ask for at most ${MOST_CALENDAR_DAYS}.`,
    );
  }
  const wanted = sessionsBetween(from, to).filter(
    ({ date }) => query.after === undefined || date > query.after,
  );
  const items = wanted.slice(0, query.limit);
  return { items, next: wanted.length > items.length ? items.at(-1)?.date : undefined };
}

/** Today; where the question ends before today, as many days before its end as the calendar has. */
function usualFrom(today: string, to: string | undefined): string {
  if (to === undefined || to >= today) return today;
  return dateOf(Math.max((parseDate(to) ?? Number.NaN) - USUAL_DAYS, FIRST_DAY));
}

/** An empty page for a year the calendar does not know would say that nothing was traded. */
function requireKnownYear(path: 'from' | 'to', date: string | undefined): void {
  if (date === undefined) return;
  const year = Number(date.slice(0, 4));
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return;
  const known = `The calendar knows ${FIRST_YEAR} to ${LAST_YEAR}`;
  throw refused(path, `"${path}" is "${date}". ${known}; choose a date in these years.`);
}

const refused = (path: string, message: string) =>
  new Problem('INPUT_INVALID', message, { details: [{ path, message }] });
