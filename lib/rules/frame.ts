import type { Slot } from '../market/bar';
import type { Interval } from '../market/interval';
import type { Reading } from './reading';

/** What a forecast says to a rule, or why there is none. */
export type ForecastReading =
  | { readonly known: true; readonly volatilityPct: number; readonly predictedChangePct: number }
  | { readonly known: false; readonly why: 'modelNotTrained' | 'noSkill' };

/**
 * The forecast as it stood at the close of a slot: `slotsBack` 0 is the current one, `horizonBars`
 * how far it looks ahead. It must not know a bar that closed after that slot.
 */
export type ForecastAt = (slotsBack: number, horizonBars: number) => ForecastReading;

/**
 * What one bar is judged on: the closed slots of one symbol up to and including the current one,
 * oldest first, missing ones included. A longer past than a rule looks back on changes nothing.
 */
export type Frame = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly slots: readonly Slot[];
  readonly forecast: ForecastAt;
  /** Where the open and wicks of the current bar are doubted: the same as the bar after it has confirmed them, or has not. */
  readonly settled?: Frame;
  /** What `evaluationWindow` has cut from this very frame, by length: a new frame comes with none. */
  readonly windows: Map<number, EvaluationWindow>;
};

/**
 * The part of a frame that a rule may look at, with what was already computed on it. Rules of one
 * symbol and bar share it, so that equal expressions are computed once.
 */
export type EvaluationWindow = {
  readonly frame: Frame;
  /** Oldest first; the last one is the current slot. */
  readonly slots: readonly Slot[];
  /** Index of the first slot that has a bar: before it the symbol had no history. */
  readonly firstKnown: number;
  /** Readings by the canonical text of their expression, one per slot. */
  readonly columns: Map<string, readonly Reading[]>;
  readonly cells: Map<string, Map<number, Reading>>;
};
