import type { Bar, CleanBars, RawBar } from './bar';
import { type RejectionReason, soundCloseOrFault } from './barFaults';
import type { Interval } from './interval';

export type Rejection = {
  /** Place in the bars given. */
  readonly index: number;
  readonly startAt: number;
  readonly reason: RejectionReason;
};

export type Reading = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly source: string;
  readonly bars: readonly RawBar[];
  /** Market time, epoch ms. */
  readonly knownAt: number;
};

/** A bar that was cleaned before is taken as it is: most bars come from the store, again and again. */
function closedBar(bar: RawBar | Bar, closedAt: number): Bar {
  if ('closedAt' in bar && bar.closedAt === closedAt) return bar;
  const { startAt, open, high, low, close, volume } = bar;
  return { startAt, open, high, low, close, volume, closedAt };
}

function isAscending(bars: readonly Bar[]): boolean {
  return bars.every((bar, index) => index === 0 || bars[index - 1]!.startAt < bar.startAt);
}

/**
 * Tells whether a start is one of the bars kept so far. Nearly all come in order, where the newest start answers: the
 * others are looked up only from the first that does not.
 */
function startsOf(kept: readonly Bar[]): (startAt: number) => boolean {
  let newest = Number.NEGATIVE_INFINITY;
  const starts = new Set<number>();
  return (startAt) => {
    for (let known = starts.size; known < kept.length && startAt <= newest; known += 1)
      starts.add(kept[known]!.startAt);
    const isKnown = startAt <= newest && starts.has(startAt);
    newest = Math.max(newest, startAt);
    return isKnown;
  };
}

/**
 * Bars as a source served them → bars that may be relied on, and what was refused.
 *
 * Shape   any order → ascending and distinct; of two sound readings of one bar the first wins.
 * Edge    a bar that closes after `knownAt` never comes through: `notClosed` while it is forming,
 *         `future` when it begins more than 2 minutes from now.
 */
export function cleanBars({ symbol, interval, source, bars, knownAt }: Reading): {
  readonly clean: CleanBars;
  readonly rejected: readonly Rejection[];
} {
  const kept: Bar[] = [];
  const isAccepted = startsOf(kept);
  const rejected: Rejection[] = [];
  bars.forEach((bar, index) => {
    const { startAt } = bar;
    const closedAt = soundCloseOrFault(interval, bar, knownAt);
    if (typeof closedAt !== 'number') rejected.push({ index, startAt, reason: closedAt });
    else if (isAccepted(startAt)) rejected.push({ index, startAt, reason: 'duplicate' });
    else kept.push(closedBar(bar, closedAt));
  });
  if (!isAscending(kept)) kept.sort((a, b) => a.startAt - b.startAt);
  return { clean: { symbol, interval, source, bars: kept } as unknown as CleanBars, rejected };
}
