/** Where an instance stands. `paused` is no phase: a paused rule keeps the phase it had. */
export const PHASES = [
  'normal',
  'pending',
  'firing',
  'recovering',
  'nodata',
  'error',
  'exhausted',
  'expired',
] as const;

export type Phase = (typeof PHASES)[number];

/**
 * State of one rule on one symbol, as it is stored. Bars are counted by the `ordinal` of their slot,
 * never in wall time and never by incrementing: a sweep writes the state only when it changed in more
 * than `lastBar`, so a stored state may lag behind by any number of bars on which nothing happened.
 */
export type RuleState = {
  readonly phase: Phase;
  /** Close (epoch ms) of the bar on which the phase was entered. */
  readonly since: number;
  /** Close (epoch ms) of the last bar applied; one at or before it changes nothing. */
  readonly lastBar: number;
  /** Close (epoch ms) of a bar after it that is to be applied next, once the bar after that settles its open and wicks. */
  readonly heldBar?: number;
  /** Market time (epoch ms) of creation, re-arming or resumption. */
  readonly armedAt: number;
  /** Slot ordinal of the last `fired`. */
  readonly lastFiredOrdinal?: number;
  /** `fired` so far. */
  readonly firings: number;
};

/** Close (epoch ms) of the bar that is held; undefined where none is, or its rule was resumed since. */
export const heldBarOf = ({ heldBar, lastBar }: RuleState): number | undefined =>
  heldBar !== undefined && heldBar > lastBar ? heldBar : undefined;
