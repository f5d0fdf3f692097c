export type CusumSettings = {
  /** Sum, in σ, beyond which a mean has moved. */
  readonly threshold: number;
  /** Half of the shift that is to be found, in σ; smaller ones are let pass. */
  readonly allowance: number;
};

export type Cusum = {
  /** The sums after the last residual, in σ. */
  readonly up: number;
  readonly down: number;
  /** Place of the first residual that took a sum beyond the threshold. */
  readonly firstAlarm?: number;
};

/** A shift of 1 σ is found after about 10 residuals; without one there is an alarm in about 465. */
const USUAL: CusumSettings = { threshold: 5, allowance: 0.5 };

/**
 * Whether the mean of residuals has moved, up or down, told by what has added up.
 *
 * Shape   residuals in units of their own σ, oldest first, of outcomes that do not overlap.
 * Edge    threshold 5 σ and allowance 0.5 σ unless told otherwise. The sums go on after an alarm.
 * Source  Page 1954, Continuous inspection schemes; settings and run lengths from Montgomery, Introduction
 *         to Statistical Quality Control.
 * @example cusum([3, 3, 3]) // → { up: 7.5, down: 0, firstAlarm: 2 }
 */
export function cusum(residuals: ArrayLike<number>, { threshold, allowance } = USUAL): Cusum {
  let [up, down, firstAlarm] = [0, 0, -1];
  for (let i = 0; i < residuals.length; i += 1) {
    up = Math.max(0, up + residuals[i]! - allowance);
    down = Math.max(0, down - residuals[i]! - allowance);
    if (firstAlarm < 0 && Math.max(up, down) > threshold) firstAlarm = i;
  }
  return { up, down, ...(firstAlarm >= 0 && { firstAlarm }) };
}
