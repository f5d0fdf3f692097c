import type { Bar, CleanBars, RawBar } from './bar';
import { isHalted } from './isHalted';
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
 * The factor of each of some bars: a halt that goes on at the price of before a split is on the scale of that.
 *
 * Shape   oldest first, one for each.
 */
export function factorsOver(bars: readonly Bar[], splits: readonly Split[]): readonly number[] {
  if (splits.length === 0) return bars.map(() => 1);
  const traded: Bar[] = [];
  return bars.map((bar) => {
    if (!isHalted(bar, traded)) traded.push(bar);
    return factorAt(traded.at(-1)!, splits);
  });
}

/**
 * Bars as they were traded → as if every share had always been what it is at the last of them.
 *
 * Edge    without splits the very bars that are given; a split at the session of a bar counts for those before it.
 */
export function rebasedBars(clean: CleanBars, splits: readonly Split[]): CleanBars {
  const first = clean.bars[0];
  if (!splits.some(({ at }) => first !== undefined && first.startAt < at)) return clean;
  const factors = factorsOver(clean.bars, splits);
  const bars = clean.bars.map((bar, place) => {
    const factor = factors[place]!;
    return factor === 1 ? bar : scaledBar(bar, factor);
  });
  return { ...clean, bars };
}
