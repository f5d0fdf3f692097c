import type { EvaluationWindow, Frame } from './frame';
import type { Missing, Reading } from './reading';

/**
 * Cuts a frame to its newest `count` slots, so that a longer past changes nothing.
 *
 * Edge  a shorter frame is taken as it is; the same frame and length give the same window again.
 */
export function evaluationWindow(frame: Frame, count: number): EvaluationWindow {
  const length = Math.min(count, frame.slots.length);
  const known = frame.windows.get(length);
  // A frame that was copied from another has that one's windows.
  if (known?.frame === frame) return known;
  const window = cutTo(frame, length);
  frame.windows.set(length, window);
  return window;
}

function cutTo(frame: Frame, length: number): EvaluationWindow {
  const slots = length === frame.slots.length ? frame.slots : frame.slots.slice(frame.slots.length - length);
  const first = slots.findIndex((slot) => slot.bar !== undefined);
  const firstKnown = first === -1 ? slots.length : first;
  return { frame, slots, firstKnown, columns: new Map(), cells: new Map() };
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

/** Why a slot has no bar: why one that stands is not judged on, else `missingBar`; undefined where there is a bar. */
export function whyMissing({ slots }: EvaluationWindow, index: number): Missing | undefined {
  const slot = slots[index];
  return slot?.bar === undefined ? (slot?.withheld ?? 'missingBar') : undefined;
}

/** As `whyMissing`; `warmUp` before the symbol's first bar. */
export const absence = (window: EvaluationWindow, index: number): 'warmUp' | Missing | undefined =>
  index < window.firstKnown ? 'warmUp' : whyMissing(window, index);
