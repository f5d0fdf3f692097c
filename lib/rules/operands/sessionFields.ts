import type { Slot } from '../../market/bar';
import type { EvaluationWindow } from '../frame';
import { absence } from '../evaluationWindow';
import type { Reading } from '../reading';

const DAY_MS = 86_400_000;

/**
 * Number of the session a slot lies in. New York's session lies inside one UTC day, and a daily slot
 * starts at its session date's 00:00Z, so the UTC day of the start tells sessions apart.
 */
export const sessionOf = (slot: Slot): number => Math.floor(slot.startAt / DAY_MS);

/**
 * The last known close of an earlier session.
 *
 * Edge  `warmUp` while no earlier session of the window has a bar.
 */
export function previousClose(window: EvaluationWindow, index: number): Reading {
  const slot = window.slots[index];
  if (slot?.bar === undefined) return absence(window, index) ?? 'missingBar';
  for (let at = index - 1; at >= 0; at -= 1) {
    const earlier = window.slots[at];
    if (earlier?.bar && sessionOf(earlier) < sessionOf(slot)) return earlier.bar.close;
  }
  return 'warmUp';
}

/**
 * The open of the session's first known bar.
 *
 * Edge  a history that begins in the middle of the session opens with its first bar.
 */
export function sessionOpen(window: EvaluationWindow, index: number): Reading {
  const slot = window.slots[index];
  if (slot?.bar === undefined) return absence(window, index) ?? 'missingBar';
  let open = slot.bar.open;
  for (let at = index - 1; at >= 0; at -= 1) {
    const earlier = window.slots[at];
    if (earlier === undefined || sessionOf(earlier) < sessionOf(slot)) break;
    open = earlier.bar?.open ?? open;
  }
  return open;
}
