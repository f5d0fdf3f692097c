import type { Slot } from '../market/bar';
import type { ForecastAt, Frame } from './frame';
import type { Reading } from './reading';

/**
 * The part of a frame that a rule may look at, with what was already computed on it. Rules of one
 * symbol and bar share it, so that equal expressions are computed once.
 */
export type EvaluationWindow = {
  /** Oldest first; the last one is the current slot. */
  readonly slots: readonly Slot[];
  /** Index of the first slot that has a bar: before it the symbol had no history. */
  readonly firstKnown: number;
  readonly forecast: ForecastAt;
  /** Readings by the canonical text of their expression, one per slot. */
  readonly columns: Map<string, readonly Reading[]>;
  readonly cells: Map<string, Map<number, Reading>>;
};

const windows = new WeakMap<Frame, Map<number, EvaluationWindow>>();

/**
 * Cuts a frame to its newest `count` slots, so that a longer past changes nothing.
 *
 * Edge  a shorter frame is taken as it is; the same frame and length give the same window again.
 */
export function evaluationWindow(frame: Frame, count: number): EvaluationWindow {
  const length = Math.min(count, frame.slots.length);
  const known = windows.get(frame) ?? new Map<number, EvaluationWindow>();
  windows.set(frame, known);
  const window = known.get(length) ?? cutTo(frame, length);
  known.set(length, window);
  return window;
}

function cutTo(frame: Frame, length: number): EvaluationWindow {
  const slots = frame.slots.slice(frame.slots.length - length);
  const first = slots.findIndex((slot) => slot.bar !== undefined);
  const firstKnown = first === -1 ? slots.length : first;
  return { slots, firstKnown, forecast: frame.forecast, columns: new Map(), cells: new Map() };
}

/** The whole column of an expression, computed on first use. */
export function column(
  window: EvaluationWindow,
  key: string,
  compute: () => readonly Reading[],
): readonly Reading[] {
  const known = window.columns.get(key) ?? compute();
  window.columns.set(key, known);
  return known;
}

/** One reading of an expression, computed on first use. */
export function cell(
  window: EvaluationWindow,
  place: { key: string; index: number },
  compute: () => Reading,
): Reading {
  const ofKey = window.cells.get(place.key) ?? new Map<number, Reading>();
  window.cells.set(place.key, ofKey);
  const reading = ofKey.get(place.index) ?? compute();
  ofKey.set(place.index, reading);
  return reading;
}

/**
 * Why a slot has no bar: `warmUp` before the symbol's first one, `missingBar` after it; undefined
 * where there is a bar.
 */
export function absence(window: EvaluationWindow, index: number): 'warmUp' | 'missingBar' | undefined {
  if (index < window.firstKnown) return 'warmUp';
  return window.slots[index]?.bar === undefined ? 'missingBar' : undefined;
}
