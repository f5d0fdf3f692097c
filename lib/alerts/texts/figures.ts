const PRICE = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const SMALL = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });
const NEW_YORK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/**
 * A figure as a reader expects it: two decimals, or four significant digits below one.
 *
 * @example figure(1305.319946) // → '1,305.32'
 */
export function figure(reading: number | null): string {
  if (reading === null) return 'unknown';
  return Math.abs(reading) >= 1 || reading === 0 ? PRICE.format(reading) : SMALL.format(reading);
}

/** A signed percentage, `+1.25 %`. */
export function percent(pct: number): string {
  return `${pct < 0 ? '' : '+'}${PRICE.format(pct)} %`;
}

/** A bar's close with its zone: `2008-08-05 16:00 New York (20:00 UTC)`. */
export function barTime(closedAt: number): string {
  const utc = new Date(closedAt).toISOString();
  return `${utc.slice(0, 10)} ${NEW_YORK.format(closedAt)} New York (${utc.slice(11, 16)} UTC)`;
}
