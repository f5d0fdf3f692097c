import type { RawBar } from '../../market/bar';
import { DAY_MS, dateOf } from '../../market/calendar/civilDate';
import { newYorkInstant } from '../../market/calendar/newYorkInstant';
import { type Interval, INTRADAY_BAR_MS } from '../../market/interval';

/** Alpha Vantage has labelled bars by their END up to this date. */
const LAST_OF_ENDS = '2022-12-31';

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** The New York date of a bar. */
export const dateOfBar = ({ startAt }: RawBar): string => dateOf(Math.floor(startAt / DAY_MS));

/** A naive New York time, as vendors write it; of a daily bar its date alone. */
export function labelOf(bar: RawBar, interval: Interval, by: 'start' | 'end' = 'start'): string {
  const day = Math.floor(bar.startAt / DAY_MS);
  if (interval === '1d') return dateOf(day);
  const at = bar.startAt + (by === 'end' ? INTRADAY_BAR_MS[interval] : 0);
  const minutes = Math.round((at - newYorkInstant(day, 0)) / 60_000);
  return `${dateOf(day)} ${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:00`;
}

/** As Alpha Vantage labels a bar. */
export const alphaVantageLabel = (bar: RawBar, interval: Interval): string =>
  labelOf(bar, interval, dateOfBar(bar) <= LAST_OF_ENDS ? 'end' : 'start');
