import type { Bar } from './bar';
import { DAY_MS } from './calendar/civilDate';
import { type Interval, INTRADAY_BAR_MS } from './interval';
import { rollingMedian } from './rollingMedian';
import { slotsPerSession } from './sessionSlots';

/** Returns that a σ is taken from. */
export const SIGMA_RETURNS = 60;

/** σ of a normal sample over the median, and over the mean, of what it deviates. */
const SIGMA_PER_MEDIAN = 1.4826;
const SIGMA_PER_MEAN = 1.2533;

/** A calmer market is not believed: a tick of the book would be a jump in it. */
export const LEAST_SIGMA = 0.001;

/** Overnight moves hold .366 of the variance of shares: √(.366 / .634) of the σ of what is traded in a session. */
const NIGHT_OVER_SESSION = 0.76;

/** Days on which the market is closed at a stretch, four from close to close, make no move longer. */
const USUAL_DAYS = 4;

/** Median of numbers, which it sorts. */
export function medianOf(numbers: Float64Array): number {
  const sorted = numbers.sort();
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

/**
 * The robust σ of the log returns of one bar, from the 60 before a place. They deviate from none: their own median would
 * make a market that goes up and down in turn look calm.
 *
 * Shape   bars oldest first; the return into `at` itself has no say.
 * Edge    undefined with fewer returns before it, and where none of them moved; where more than half did not, the mean
 *         stands in for the median.
 * Source  median absolute deviation: Rousseeuw and Croux 1993, Alternatives to the Median Absolute Deviation.
 */
export function returnSigma(bars: readonly Bar[], at: number): number | undefined {
  if (at <= SIGMA_RETURNS) return undefined;
  const { moves, medians } = movesOf(bars);
  const median = medians[at - 1]!;
  if (median > 0) return Math.max(LEAST_SIGMA, SIGMA_PER_MEDIAN * median);
  const window = moves.subarray(at - SIGMA_RETURNS, at);
  const mean = window.reduce((sum, each) => sum + each, 0) / SIGMA_RETURNS;
  return mean === 0 ? undefined : Math.max(LEAST_SIGMA, SIGMA_PER_MEAN * mean);
}

type Moves = { readonly moves: Float64Array; readonly medians: Float64Array };

const movesKnown = new WeakMap<readonly Bar[], Moves>();

/** How far each bar has moved from the one before (ln), and the medians of 60 of these: made once for as long as these very bars are held. */
function movesOf(bars: readonly Bar[]): Moves {
  const known = movesKnown.get(bars);
  if (known) return known;
  const moves = new Float64Array(bars.length);
  for (let at = 1; at < bars.length; at += 1)
    moves[at] = Math.abs(Math.log(bars[at]!.close / bars[at - 1]!.close));
  const made = { moves, medians: rollingMedian(moves, SIGMA_RETURNS) };
  movesKnown.set(bars, made);
  return made;
}

/**
 * By how much the σ of a move between two bars exceeds that of one bar: it grows with the root of the time between them,
 * and a night weighs as much as most of a session.
 */
export function moveScale(interval: Interval, before: Bar, bar: Bar): number {
  const elapsedMs = bar.startAt - before.startAt;
  const days = Math.floor(bar.startAt / DAY_MS) - Math.floor(before.startAt / DAY_MS);
  const longer = Math.sqrt(Math.max(1, days / USUAL_DAYS));
  if (interval === '1d') return longer;
  if (days === 0) return Math.sqrt(Math.max(1, elapsedMs / INTRADAY_BAR_MS[interval]));
  return longer * Math.max(1, NIGHT_OVER_SESSION * Math.sqrt(slotsPerSession(interval, false)));
}
