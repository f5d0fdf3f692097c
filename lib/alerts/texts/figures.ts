import { once } from '../../once';

const PRICE = once(
  () => new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);
const SMALL = once(() => new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 }));
const NEW_YORK = once(
  () =>
    new Intl.DateTimeFormat('en-GB', {
      timeZone: 'America/New_York',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
);

/** From here on a figure is written with an exponent: a text has room for twelve digits, not for 300. */
const HUGE = 1e12;

/**
 * A figure as a reader expects it: two decimals, or four significant digits below one (a percentage:
 * below a tenth).
 *
 * @example figure(1305.319946) // → '1,305.32'
 * @example figure(2.5, '%') // → '2.50 %'
 */
export function figure(reading: number | null, unit?: string): string {
  if (reading === null) return 'unknown';
  return unit === undefined ? digits(reading, 1) : `${digits(reading, 0.1)} ${unit}`;
}

function digits(reading: number, leastInDecimals: number): string {
  const size = Math.abs(reading);
  if (size >= HUGE || (size > 0 && size < 1 / HUGE)) return reading.toExponential(3);
  return size >= leastInDecimals || size === 0 ? PRICE().format(reading) : SMALL().format(reading);
}

const COMPACT = once(
  () => new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 4 }),
);

/** From here on a short text tells millions and billions. */
const LARGE = 1e7;

/**
 * A figure where there is little room.
 *
 * @example figureBrief(3_370_000_000) // → '3.37B'
 * @example figureBrief(1305.319946) // → '1,305.32'
 */
export function figureBrief(reading: number | null, unit?: string): string {
  if (reading === null || Math.abs(reading) < LARGE || Math.abs(reading) >= HUGE)
    return figure(reading, unit);
  return unit === undefined ? COMPACT().format(reading) : `${COMPACT().format(reading)} ${unit}`;
}

const SIGNED = once(
  () =>
    new Intl.NumberFormat('en-US', {
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      signDisplay: 'negative',
    }),
);

/**
 * A signed percentage, `+1.25 %`; what rounds to nothing has no minus.
 *
 * @example percent(-0.001) // → '+0.00 %'
 */
export function percent(pct: number): string {
  const text = SIGNED().format(pct);
  return `${text.startsWith('-') ? '' : '+'}${text} %`;
}

/** A bar's close with its zone: `2008-08-05 16:00 New York (20:00 UTC)`. */
export function barTime(closedAt: number): string {
  const utc = new Date(closedAt).toISOString();
  return `${utc.slice(0, 10)} ${NEW_YORK().format(closedAt)} New York (${utc.slice(11, 16)} UTC)`;
}

/** The same for an SMS: `2008-08-05 16:00 NY`. */
export function barTimeBrief(closedAt: number): string {
  return `${new Date(closedAt).toISOString().slice(0, 10)} ${NEW_YORK().format(closedAt)} NY`;
}
