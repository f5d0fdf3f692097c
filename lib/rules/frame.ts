import type { Slot } from '../market/bar';
import type { Interval } from '../market/interval';

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
};
