import type { CleanBars, RawBar } from './bar';
import { priceFactor, type Split } from './split';

/** A bar on another scale of prices, as if there had been `1 / factor` times as many shares. */
export const scaledBar = <OfBar extends RawBar>(bar: OfBar, factor: number): OfBar => ({
  ...bar,
  open: bar.open * factor,
  high: bar.high * factor,
  low: bar.low * factor,
  close: bar.close * factor,
  volume: bar.volume / factor,
});

/** What prices of a bar are multiplied with to be on the scale since these splits: 1 from the session of the last on. */
export const factorAt = ({ startAt }: Pick<RawBar, 'startAt'>, splits: readonly Split[]): number =>
  priceFactor(splits.filter(({ at }) => startAt < at));

/**
 * Bars as they were traded → as if every share had always been what it is at the last of them.
 *
 * Edge    without splits the very bars that are given; a split at the session of a bar counts for those before it.
 */
export function rebasedBars(clean: CleanBars, splits: readonly Split[]): CleanBars {
  const first = clean.bars[0];
  if (!splits.some(({ at }) => first !== undefined && first.startAt < at)) return clean;
  const bars = clean.bars.map((bar) => {
    const factor = factorAt(bar, splits);
    return factor === 1 ? bar : scaledBar(bar, factor);
  });
  return { ...clean, bars };
}
