import type { CleanBars } from '../market/bar';

/** A series in which fewer bars than this share move has no variance to speak of. */
const LEAST_MOVING_SHARE = 0.05;

/** Bars whose close is not that of the bar before. */
export const movingBars = ({ bars }: CleanBars): number =>
  bars.filter(({ close }, t) => t > 0 && close !== bars[t - 1]!.close).length;

/** Whether the close of a series changes often enough that there is something to forecast. */
export const isMoving = (series: CleanBars): boolean =>
  movingBars(series) >= LEAST_MOVING_SHARE * series.bars.length;
