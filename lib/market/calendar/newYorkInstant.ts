import { tzOffset } from '@date-fns/tz/tzOffset';
import { DAY_MS } from './civilDate';

const MINUTE_MS = 60_000;

/**
 * The instant (epoch ms) at which a New York clock shows that minute of that day.
 *
 * Units   `day` a day number, `minuteOfDay` 0…1439 on the local clock.
 * Edge    meant for the day's hours: the offset is read at noon UTC, after any change of the night.
 */
export function newYorkInstant(day: number, minuteOfDay: number): number {
  const noonUtc = new Date(day * DAY_MS + DAY_MS / 2);
  const offsetMinutes = tzOffset('America/New_York', noonUtc);
  return day * DAY_MS + (minuteOfDay - offsetMinutes) * MINUTE_MS;
}
