import type { ImportDeps, Imported } from '../../lib/app/importBars';
import { importBars } from '../../lib/app/importBars';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import type { RawBar } from '../../lib/market/bar';
import type { Interval } from '../../lib/market/interval';

/** Sessions of the weeks around the day on which the wall clock of tests begins, a Sunday. */
export const SESSIONS = sessionsBetween('2026-10-19', '2026-11-25').map(({ date, closeAt }) => ({
  startAt: Date.parse(`${date}T00:00:00Z`),
  closeAt,
}));

/** The first session that closes after that day. */
export const MONDAY = SESSIONS.findIndex(({ startAt }) => startAt === Date.UTC(2026, 10, 2));

/** The daily bar of a session, all of it at one price. */
export const flatBar = (session: number, price: number): RawBar => ({
  startAt: SESSIONS[session]!.startAt,
  open: price,
  high: price,
  low: price,
  close: price,
  volume: 1,
});

type Brought = { readonly tenant: string; readonly symbol: string; readonly interval?: Interval };

/** Brings bars, daily ones unless something else is said, as a tenant's own. */
export function bring(
  deps: ImportDeps,
  { tenant, symbol, interval = '1d' }: Brought,
  bars: readonly RawBar[],
): Promise<Imported> {
  const rows = bars.map((bar, index) => ({ line: index + 1, path: `bars.${index}`, bar, given: {} }));
  return importBars(deps, { tenant, symbol, interval, rows, partial: false });
}
