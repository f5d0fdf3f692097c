import { DAY_MS } from '../../market/calendar/civilDate';

const MOST_REMEMBERED = 1_000;

/** The instants of a page share their days: writing a day takes longer than all the rest. */
const writtenDays = new Map<number, string>();

/** An epoch-ms instant as callers read it: ISO-8601, UTC. */
export function instant(at: number): string {
  const whole = Math.trunc(at);
  const day = Math.floor(whole / DAY_MS);
  const ms = whole - day * DAY_MS;
  const [hours, minutes, seconds] = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1_000) % 60];
  return `${dayText(day)}${two(hours)}:${two(minutes)}:${two(seconds)}.${String(1_000 + (ms % 1_000)).slice(1)}Z`;
}

/** Two digits of the whole part. */
const two = (number: number): string => (number < 10 ? `0${Math.floor(number)}` : `${Math.floor(number)}`);

/** A day as far as its `T`. */
function dayText(day: number): string {
  const known = writtenDays.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * DAY_MS).toISOString().slice(0, -'00:00:00.000Z'.length);
  if (writtenDays.size >= MOST_REMEMBERED) writtenDays.clear();
  writtenDays.set(day, text);
  return text;
}
