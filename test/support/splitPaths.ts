import type { RawBar } from '../../lib/market/bar';
import { barClosedAt } from '../../lib/market/barClose';
import type { Session } from '../../lib/market/calendar/session';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import { factorAt, scaledBar } from '../../lib/market/rebasedBars';
import type { Split } from '../../lib/market/split';
import { normals } from './madeBars';

/** Seventy-five sessions, and five after the first of a split. */
const SESSIONS = sessionsBetween('2024-01-02', '2024-04-26');
const SPLIT_SESSION = 75;
const MINUTES_5 = 300_000;
/** Bars from the split on, of which one makes a move of its own. */
const SINCE = 6;
const MOVED = 3;
const MOVE = 0.06;

/** A path of prices over the session of a split, as if there were none and as it is traded. */
export type SplitPath = {
  readonly interval: '1d' | '5min';
  readonly split: Split & { readonly sessionDate: string };
  readonly unsplit: readonly RawBar[];
  readonly traded: readonly RawBar[];
  /** Close (epoch ms) of the last bar before the split, and what it closed at. */
  readonly before: { readonly closedAt: number; readonly close: number };
  /** A bar after the split that makes a move of its own, and a price it goes over. */
  readonly moved: { readonly startAt: number; readonly goneOver: number };
  /** Close (epoch ms) of the second bar since the split. */
  readonly second: number;
  /** Close (epoch ms) of the last bar. */
  readonly end: number;
};

type Places = { readonly startAt: number; readonly isOpening: boolean; readonly isSplit: boolean };

function placesOf(interval: SplitPath['interval']): readonly Places[] {
  const split = SESSIONS[SPLIT_SESSION]!;
  const dayOf = ({ date }: Session): number => Date.parse(`${date}T00:00:00Z`);
  if (interval === '1d')
    return SESSIONS.slice(0, SPLIT_SESSION + SINCE).map((session) => ({
      startAt: dayOf(session),
      isOpening: true,
      isSplit: session === split,
    }));
  return SESSIONS.slice(SPLIT_SESSION - 3, SPLIT_SESSION + 1).flatMap((session) =>
    Array.from({ length: session === split ? SINCE : 78 }, (_, place) => ({
      startAt: session.openAt + place * MINUTES_5,
      isOpening: place === 0,
      isSplit: session === split && place === 0,
    })),
  );
}

/**
 * A seeded path with fat tails (Student's t of four), moves overnight and noisy volumes, which a split scales with the
 * prices.
 */
export function splitPath(
  interval: SplitPath['interval'],
  [numerator, denominator]: readonly [number, number],
  seed: number,
): SplitPath {
  const draw = normals(seed);
  const fat = () => draw() / Math.sqrt((draw() ** 2 + draw() ** 2 + draw() ** 2 + draw() ** 2) / 2);
  const daily = 0.008 + 0.012 * ((seed % 7) / 6);
  const inBar = interval === '1d' ? 0.8 * daily : daily / Math.sqrt(78);
  const places = placesOf(interval);
  const first = places.findIndex(({ isSplit }) => isSplit);
  let close = 100;
  const unsplit = places.map(({ startAt, isOpening }, place): RawBar => {
    const isMoved = place === first + MOVED;
    const open = isOpening && !isMoved ? close * Math.exp(0.6 * daily * fat()) : close;
    close = open * Math.exp(isMoved ? MOVE : inBar * fat());
    const [high, low] = [Math.max(open, close), Math.min(open, close)];
    const busy = interval === '5min' && isOpening ? 6 : 1;
    const volume = Math.round(1e6 * busy * Math.exp(0.35 * draw()));
    return {
      startAt,
      open,
      high: high * (1 + inBar * Math.abs(draw())),
      low: low / (1 + inBar * Math.abs(draw())),
      close,
      volume,
    };
  });
  const { date } = SESSIONS[SPLIT_SESSION]!;
  const split = { at: Date.parse(`${date}T00:00:00Z`), sessionDate: date, numerator, denominator };
  const ratio = numerator / denominator;
  const [last, moved] = [unsplit[first - 1]!, unsplit[first + MOVED]!];
  return {
    interval,
    split,
    unsplit,
    traded: unsplit.map((bar) => scaledBar(bar, 1 / (ratio * factorAt(bar, [split])))),
    before: { closedAt: barClosedAt(interval, last.startAt)!, close: last.close },
    moved: { startAt: moved.startAt, goneOver: (moved.open + moved.close) / 2 },
    second: barClosedAt(interval, unsplit[first + 1]!.startAt)!,
    end: barClosedAt(interval, unsplit.at(-1)!.startAt)!,
  };
}
