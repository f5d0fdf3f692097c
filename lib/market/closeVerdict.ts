import type { Bar } from './bar';
import type { Interval } from './interval';
import { LEAST_SIGMA, medianOf, moveScale, returnSigma, SIGMA_RETURNS } from './returnSigma';

/** A close further from the credible one before it has to be confirmed. */
export const JUMP_SIGMAS = 8;

/** A jump has gone back where no more of it is left at the close after it. */
const BACK_SHARE = 0.25;

/** A daily bar needs nobody else's word where half of its jump was there at the open, and so much was traded at it. */
const GAP_SHARE = 0.5;
const HEAVY_VOLUME = 4;
/** A price twice or half as high may be a decimal point in the wrong place, or a split. */
const LONGEST_GAP = Math.log(2);

export type CloseVerdict = 'credible' | 'reversed' | 'unconfirmed';

export type JudgedClose = {
  readonly interval: Interval;
  /** Oldest first; what came after the next of them has no say. */
  readonly bars: readonly Bar[];
  readonly at: number;
  /** The newest credible bar before it. */
  readonly before: Bar;
};

/** Whether a close is nearer to the one before than any jump: most are, and nothing else has to be known of them. */
export const isNearby = (interval: Interval, before: Bar, bar: Bar): boolean =>
  Math.abs(Math.log(bar.close / before.close)) <=
  JUMP_SIGMAS * LEAST_SIGMA * moveScale(interval, before, bar);

/**
 * Whether the close of a bar is to be believed: one more than 8 robust σ away waits for the next, which confirms it, or
 * shows by going back that it was a bad print.
 *
 * Edge    `credible` while there are too few returns to tell σ from. The jump of a daily bar is confirmed by the bar
 *         itself where it was there at the open and drew four times the usual volume: a day is long to wait.
 */
export function closeVerdict(judged: JudgedClose): CloseVerdict {
  const { interval, bars, at, before } = judged;
  if (at <= SIGMA_RETURNS) return 'credible';
  const bar = bars[at]!;
  // Most bars are calm, and σ takes two sorts.
  if (isNearby(interval, before, bar)) return 'credible';
  const jump = Math.log(bar.close / before.close);
  const scale = moveScale(interval, before, bar);
  const sigma = returnSigma(bars, at);
  if (sigma === undefined || Math.abs(jump) <= JUMP_SIGMAS * sigma * scale) return 'credible';
  if (interval === '1d' && isTradedThrough(judged, jump)) return 'credible';
  const next = bars[at + 1];
  if (next === undefined) return 'unconfirmed';
  // What goes back beyond where it came from has gone back.
  const left = Math.log(next.close / before.close) * Math.sign(jump);
  return left <= BACK_SHARE * Math.abs(jump) ? 'reversed' : 'credible';
}

function isTradedThrough({ bars, at, before }: JudgedClose, jump: number): boolean {
  const { open, volume } = bars[at]!;
  if (Math.abs(jump) > LONGEST_GAP) return false;
  const gap = Math.log(open / before.close) * Math.sign(jump);
  const usual = medianOf(Float64Array.from(bars.slice(at - SIGMA_RETURNS, at), (bar) => bar.volume));
  return gap >= GAP_SHARE * Math.abs(jump) && usual > 0 && volume >= HEAVY_VOLUME * usual;
}
