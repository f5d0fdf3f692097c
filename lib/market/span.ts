import { FULL_SESSION_MINUTES } from './calendar/session';
import { type Interval, INTRADAY_BAR_MS } from './interval';
import { slotsPerSession } from './sessionSlots';

/** A length of trading time as it is written: `5bars`, `30m`, `2h`, `3d`. */
export type Span = { readonly count: number; readonly unit: 'bars' | 'm' | 'h' | 'd' };

const SPAN = /^([1-9]\d{0,5})(bars|m|h|d)$/;

/**
 * Reads a span.
 *
 * Edge    zero, signs, fractions, blanks and other units are `undefined`.
 * @example parseSpan('30m') // → { count: 30, unit: 'm' }
 */
export function parseSpan(text: string): Span | undefined {
  const [, count, unit] = SPAN.exec(text) ?? [];
  return unit === undefined ? undefined : { count: Number(count), unit: unit as Span['unit'] };
}

function barMinutes(interval: Interval): number {
  return interval === '1d' ? FULL_SESSION_MINUTES : INTRADAY_BAR_MS[interval] / 60_000;
}

/**
 * How many bars of an interval a span covers.
 *
 * Units   `d` counts sessions of full length; `m` and `h` are trading time, 390 minutes to a session.
 * Edge    rounded up to whole bars; malformed, or shorter than one bar, is `undefined`.
 * @example spanBars('2d', '5min') // → 156
 */
export function spanBars(text: string, interval: Interval): number | undefined {
  const span = parseSpan(text);
  if (!span) return undefined;
  if (span.unit === 'bars') return span.count;
  if (span.unit === 'd') return span.count * slotsPerSession(interval, false);
  const minutes = span.unit === 'h' ? span.count * 60 : span.count;
  return minutes < barMinutes(interval) ? undefined : Math.ceil(minutes / barMinutes(interval));
}
