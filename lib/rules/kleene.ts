import type { UnknownReason } from './events';
import type { Reading } from './reading';
import { isKnown } from './reading';

/** Three-valued truth; an unknown one is the reason why. */
export type Truth = boolean | UnknownReason;

const isUnknown = (truth: Truth): truth is UnknownReason => typeof truth === 'string';

/**
 * Kleene's AND: one false decides, whatever is unknown beside it.
 *
 * Edge  several unknown: the reason of the first.
 * @example allOf([true, 'stale', false]) // → false
 */
export function allOf(truths: readonly Truth[]): Truth {
  return !truths.includes(false) && (truths.find(isUnknown) ?? true);
}

/**
 * Kleene's OR: one true decides, whatever is unknown beside it.
 *
 * Edge  several unknown: the reason of the first.
 * @example anyOf([false, 'stale', 'warmUp']) // → 'stale'
 */
export function anyOf(truths: readonly Truth[]): Truth {
  return truths.includes(true) || (truths.find(isUnknown) ?? false);
}

/** Kleene's NOT: what is not known stays not known. */
export const negated = (truth: Truth): Truth => (isUnknown(truth) ? truth : !truth);

/**
 * A test of readings: unknown as soon as one of them is, with the reason of the first.
 *
 * @example tested([149, 'warmUp'], (left, right) => left > right) // → 'warmUp'
 */
export function tested(readings: readonly Reading[], test: (...values: number[]) => boolean): Truth {
  const unknown = readings.find((reading) => !isKnown(reading));
  return unknown ?? test(...readings.filter(isKnown));
}
