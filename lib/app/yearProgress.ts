import type { Clock } from '../ports/Clock';

/** How far work on archived years is. */
export type YearProgress = {
  /** The year that was done last; undefined before the first. */
  readonly year: number | undefined;
  /** How many years are done, and how many are left. */
  readonly done: number;
  readonly left: number;
  /** Bars so far. */
  readonly bars: number;
  readonly barsPerSecond: number;
};

export type OnProgress = (progress: YearProgress) => void;

/**
 * Tells how far work on so many years is: as it begins, and whenever the answered function says that a year is done,
 * with its bars.
 */
export function yearProgress(
  clock: Pick<Clock, 'now'>,
  years: number,
  onProgress: OnProgress = () => undefined,
): (year: number, bars: number) => void {
  const beganAt = clock.now();
  let [done, bars] = [0, 0];
  if (years > 0) onProgress({ year: undefined, done, left: years, bars, barsPerSecond: 0 });
  return (year, more) => {
    done += 1;
    bars += more;
    const seconds = Math.max(1, clock.now() - beganAt) / 1_000;
    onProgress({ year, done, left: years - done, bars, barsPerSecond: Math.round(bars / seconds) });
  };
}
