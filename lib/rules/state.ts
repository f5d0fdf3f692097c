/** Where an instance stands. `paused` is no phase: a paused rule keeps the phase it had. */
export const PHASES = ['normal', 'pending', 'firing', 'recovering', 'nodata', 'error', 'exhausted', 'expired'] as const;

export type Phase = (typeof PHASES)[number];

/**
 * State of one rule on one symbol, as it is stored. Counted in bars, never in wall time.
 */
export type RuleState = {
  readonly phase: Phase;
  /** Close (epoch ms) of the bar on which the phase was entered. */
  readonly since: number;
  /** Close (epoch ms) of the last bar applied; one at or before it changes nothing. */
  readonly lastBar: number;
  /** Bars applied since arming, missing ones included; the first is bar 0. */
  readonly barsApplied: number;
  /** Number of the bar of the last `fired`, in `barsApplied` terms. */
  readonly lastFiredBar?: number;
  /** `fired` so far: with the bar it makes the transition of an alert's id. */
  readonly firings: number;
};
