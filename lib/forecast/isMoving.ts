import type { CleanBars } from '../market/bar';

/** A series in which fewer bars than this share move has no variance to speak of. */
const LEAST_MOVING_SHARE = 0.05;

/** Whether the close of a series changes often enough that there is something to forecast. */
export const isMoving = ({ bars }: CleanBars): boolean =>
  bars.filter(({ close }, t) => t > 0 && close !== bars[t - 1]!.close).length >=
  LEAST_MOVING_SHARE * bars.length;
