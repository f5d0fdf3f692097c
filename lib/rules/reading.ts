import type { UnknownReason } from './events';

/** What an operand reads on a bar: a finite number, or why there is none. */
export type Reading = number | UnknownReason;

/** Why a single bar has no reading: those of the bars around it are not touched. */
const MISSING = ['missingBar', 'halted', 'unconfirmed'] as const satisfies readonly UnknownReason[];

export type Missing = (typeof MISSING)[number];

/** Whether a reading is unknown on its own bar alone. */
export const isMissing = (reading: Reading): reading is Missing =>
  MISSING.some((reason) => reason === reading);

/** True for a number; narrows away the reasons why there is none. */
export const isKnown = (reading: Reading): reading is number => typeof reading === 'number';

/**
 * A computed number as a reading.
 *
 * Edge  NaN and the infinities (a division by zero, an overflow) are unknown as `undefined`.
 * @example finiteReading(1 / 0) // → 'undefined'
 */
export const finiteReading = (computed: number): Reading =>
  Number.isFinite(computed) ? computed : 'undefined';

/**
 * Applies a calculation to readings; the first unknown one is the answer if there is any.
 *
 * @example computed([6, 0], (a, b) => a / b) // → 'undefined'
 */
export function computed(readings: readonly Reading[], calculate: (...values: number[]) => number): Reading {
  const unknown = readings.find((reading) => !isKnown(reading));
  return unknown ?? finiteReading(calculate(...readings.filter(isKnown)));
}
