import type { CleanBars } from '../../market/bar';
import { barSession } from '../../market/barSession';
import { INTRADAY_BAR_MS } from '../../market/interval';
import { slotsPerSession } from '../../market/sessionSlots';

/** Where in its trading day each bar of an intraday series stands. */
export type SessionGrid = {
  readonly sessions: number;
  /** Bars of a full session. */
  readonly slots: number;
  /** Of each bar: its session, counted from the first one of the series. */
  readonly session: Int32Array;
  /** Of each bar: its place in the session by the clock; 0 begins at the open. */
  readonly slot: Int32Array;
  /** First bar of each session, and behind the last one how many bars there are. */
  readonly starts: Int32Array;
};

/**
 * The trading days of an intraday series.
 *
 * Edge    bars that are missing leave their places empty: a bar keeps its place by the clock.
 */
export function sessionGrid({ bars, interval }: CleanBars): SessionGrid {
  const [session, slot] = [new Int32Array(bars.length), new Int32Array(bars.length)];
  const starts: number[] = [];
  const barMs = interval === '1d' ? Infinity : INTRADAY_BAR_MS[interval];
  let openAt = Number.NaN;
  bars.forEach(({ startAt }, t) => {
    const opened = barSession(interval, startAt)?.openAt ?? startAt;
    if (opened !== openAt) starts.push(t);
    openAt = opened;
    session[t] = starts.length - 1;
    slot[t] = Math.floor((startAt - opened) / barMs);
  });
  return {
    sessions: starts.length,
    slots: slotsPerSession(interval, false),
    session,
    slot,
    starts: Int32Array.from([...starts, bars.length]),
  };
}
