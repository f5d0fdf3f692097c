import type { Bar } from './bar';
import { CREDIBLE_RANGES, credibleReaches, cutBack } from './crediblePrints';

/** A bar whose open or wicks lie further out than is credible. */
export type DoubtedPrints = {
  /** With these cut back to what is. */
  readonly cut: Bar;
  /** Close (epoch ms) of the bar after it: what was traded there settles whether they are believed. */
  readonly settledAt: number | undefined;
  /** Whether that bar came at least half as far out. */
  readonly isConfirmed: boolean;
};

/** Whether the bar after reached half of what is cut away from each price of a bar. */
function reachedBy(after: Bar | undefined, told: Bar, cut: Bar): boolean {
  if (after === undefined) return false;
  return (['open', 'high', 'low'] as const).every((which) => {
    const half = (told[which] + cut[which]) / 2;
    if (told[which] === cut[which]) return true;
    return told[which] > cut[which] ? after.high >= half : after.low <= half;
  });
}

/**
 * Bars whose open or wicks are incredible, by their start.
 *
 * Shape   bars oldest first; a bar is doubted by those before it, and settled by the one after.
 */
export function doubtedPrints(bars: readonly Bar[]): ReadonlyMap<number, DoubtedPrints> {
  const doubted = new Map<number, DoubtedPrints>();
  if (isCalm(bars)) return doubted;
  const reaches = credibleReaches(Float64Array.from(bars, ({ high, low }) => Math.log(high / low)));
  for (let at = 1; at < bars.length; at += 1) {
    const bar = bars[at]!;
    const cut = cutBar(bar, bars[at - 1]!, reaches[at]!);
    if (cut === undefined) continue;
    const after = bars[at + 1];
    const isConfirmed = reachedBy(after, bar, cut);
    doubted.set(bar.startAt, { cut, settledAt: after?.closedAt, isConfirmed });
  }
  return doubted;
}

/** Whether no wick of any bar is longer than six times the shortest range: then none is longer than six median ones. */
function isCalm(bars: readonly Bar[]): boolean {
  let [longest, shortest] = [1, Number.POSITIVE_INFINITY];
  for (let at = 1; at < bars.length; at += 1) {
    const { high, low, close } = bars[at]!;
    const before = bars[at - 1]!;
    const top = Math.max(close, before.close);
    const bottom = Math.min(close, before.close);
    longest = Math.max(longest, high / top, bottom / low);
    shortest = Math.min(shortest, before.high / before.low);
  }
  return Math.log(longest) <= CREDIBLE_RANGES * Math.log(shortest);
}

function cutBar(bar: Bar, before: Bar, reach: number): Bar | undefined {
  if (reach === 0 || isNear(bar, before, reach)) return undefined;
  const logs = {
    open: Math.log(bar.open),
    high: Math.log(bar.high),
    low: Math.log(bar.low),
    close: Math.log(bar.close),
  };
  const cut = cutBack(logs, Math.log(before.close), reach);
  if (cut === undefined) return undefined;
  const told = (which: 'open' | 'high' | 'low'): number =>
    cut[which] === logs[which] ? bar[which] : Math.exp(cut[which]);
  return { ...bar, open: told('open'), high: told('high'), low: told('low') };
}

/** Most bars are: their whole range is within reach, and no logarithm has to be taken. */
const isNear = ({ high, low, close }: Bar, before: Bar, reach: number): boolean =>
  high / Math.max(close, before.close) < 1 + reach && Math.min(close, before.close) / low < 1 + reach;
