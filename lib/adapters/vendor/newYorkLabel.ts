import { parseDate } from '../../market/calendar/civilDate';
import { newYorkInstant } from '../../market/calendar/newYorkInstant';

const LABEL = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}):(\d{2})(?::00(?:\.0+)?)?)?$/;

/** A naive time of the exchange, as vendors label bars: a day number and a minute of that day. */
export type NewYorkLabel = { readonly day: number; readonly minuteOfDay: number | undefined };

/** Reads `2024-04-22 15:55:00`, or a date alone; undefined for anything else. */
export function newYorkLabel(text: unknown): NewYorkLabel | undefined {
  const [, date, hour, minute] = (typeof text === 'string' && LABEL.exec(text)) || [];
  const day = date === undefined ? undefined : parseDate(date);
  if (day === undefined) return undefined;
  if (hour === undefined || minute === undefined) return { day, minuteOfDay: undefined };
  const minuteOfDay = Number(hour) * 60 + Number(minute);
  return Number(hour) < 24 && Number(minute) < 60 ? { day, minuteOfDay } : undefined;
}

/** Epoch ms of a label with its time of day; NaN for a date alone, and for none. */
export const instantOfLabel = (label: NewYorkLabel | undefined): number =>
  label?.minuteOfDay === undefined ? Number.NaN : newYorkInstant(label.day, label.minuteOfDay);
