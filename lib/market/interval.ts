/** Bar lengths the product speaks of. A `1d` bar is one session; the others divide the session. */
export const INTERVALS = ['1min', '5min', '15min', '30min', '1h', '1d'] as const;

export type Interval = (typeof INTERVALS)[number];

const MINUTE_MS = 60_000;

/** Length of one intraday bar in milliseconds; `1d` has none, since a session's length varies. */
export const INTRADAY_BAR_MS: Readonly<Record<Exclude<Interval, '1d'>, number>> = {
  '1min': MINUTE_MS,
  '5min': 5 * MINUTE_MS,
  '15min': 15 * MINUTE_MS,
  '30min': 30 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
};
