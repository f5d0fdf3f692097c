import { type CleanBars } from '../../lib/market/bar';
import { dailyBars, firstBars, wanderingBars } from './madeBars';

/** Columns of readings, one place a bar. */
export type FeatureColumns = (bars: CleanBars) => readonly Float64Array[];

/** The same past up to `count` bars, and another world after it. */
export function otherFuture(past: CleanBars, count: number, seed: number): CleanBars {
  const noise = wanderingBars({ seed, count: past.bars.length, storms: 0.5 }).bars.slice(count);
  return dailyBars([...past.bars.slice(0, count), ...noise], past.symbol);
}

const upTo = (columns: readonly Float64Array[], count: number) =>
  columns.map((column) => column.slice(0, count));

const differ = (ours: readonly Float64Array[], theirs: readonly Float64Array[]): boolean =>
  ours.some((column, j) => column.some((reading, row) => !Object.is(reading, theirs[j]![row])));

/** Whether readings up to a bar change when the bars after it are taken away. */
export function changesWithLength(features: FeatureColumns, bars: CleanBars, count: number): boolean {
  return differ(features(firstBars(bars, count)), upTo(features(bars), count));
}

/** Whether readings up to a bar change when the bars after it are others. */
export function changesWithFuture(features: FeatureColumns, bars: CleanBars, count: number): boolean {
  return differ(upTo(features(otherFuture(bars, count, 7)), count), upTo(features(bars), count));
}
