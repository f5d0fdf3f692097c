import { tzOffset } from '@date-fns/tz/tzOffset';
import { DAY_MS } from './civilDate';

/**
 * The day that a New York calendar shows at an instant.
 *
 * Units    epoch ms → a day number.
 * @example newYorkDay(Date.UTC(2026, 10, 2, 4, 59)) * 86_400_000 // → Date.UTC(2026, 10, 1): winter time is UTC-5
 */
export const newYorkDay = (instant: number): number =>
  Math.floor((instant + tzOffset('America/New_York', new Date(instant)) * 60_000) / DAY_MS);
