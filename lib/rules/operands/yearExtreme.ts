import type { EvaluationWindow } from '../frame';
import { absence, column } from '../evaluationWindow';
import type { Reading } from '../reading';
import { sessionOf } from './sessionFields';

/** A year as the exchange counts it, the current session included. */
export const YEAR_SESSIONS = 252;

/**
 * The highest high or lowest low of the 252 sessions that end with the current one.
 *
 * Edge    `warmUp` until the symbol's first bar lies in or before the first of these sessions;
 *         bars missing inside are left out. Sessions are counted in the calendar, not by bars.
 */
export function yearExtreme(side: 'high' | 'low'): (window: EvaluationWindow, index: number) => Reading {
  return (window, index) => column(window, `${side}_52w`, () => extremes(window, side))[index] ?? 'warmUp';
}

function extremes(window: EvaluationWindow, side: 'high' | 'low'): readonly Reading[] {
  const sign = side === 'high' ? 1 : -1;
  const heights = window.slots.map((slot) => (slot.bar ? sign * slot.bar[side] : -Infinity));
  const firsts = firstSlots(window);
  return slidingMaxima(heights, firsts).map((highest, index): Reading => {
    const first = firsts[index];
    if (first === undefined || window.firstKnown > lastOfSession(window, first)) return 'warmUp';
    return absence(window, index) ?? sign * highest;
  });
}

/**
 * The maximum of each stretch from `firsts[i]` (the beginning, where there is none) to i, in one pass.
 * `candidates` holds the places that can still become a maximum, highest first: a lower one before a
 * higher one never can.
 */
function slidingMaxima(
  heights: readonly number[],
  firsts: readonly (number | undefined)[],
): readonly number[] {
  const candidates: number[] = [];
  let head = 0;
  const heightAt = (place: number | undefined): number => heights[place ?? -1] ?? -Infinity;
  return heights.map((height, index) => {
    while (candidates.length > head && heightAt(candidates.at(-1)) <= height) candidates.pop();
    candidates.push(index);
    while ((candidates[head] ?? index) < (firsts[index] ?? 0)) head += 1;
    return heightAt(candidates[head]);
  });
}

/** For each slot the index of the first slot of its 252 sessions; undefined where the window is shorter. */
function firstSlots(window: EvaluationWindow): readonly (number | undefined)[] {
  const sessionStarts: number[] = [];
  let session: number | undefined;
  return window.slots.map((slot, index) => {
    if (session !== sessionOf(slot)) sessionStarts.push(index);
    session = sessionOf(slot);
    return sessionStarts.at(-YEAR_SESSIONS);
  });
}

function lastOfSession(window: EvaluationWindow, first: number): number {
  const start = window.slots[first];
  if (start === undefined) return first;
  let last = first;
  for (
    let next = window.slots[last + 1];
    next && sessionOf(next) === sessionOf(start);
    next = window.slots[last + 1]
  ) {
    last += 1;
  }
  return last;
}
