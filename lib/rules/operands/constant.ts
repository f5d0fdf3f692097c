import { amount } from '../words';
import type { Operand } from './operand';

/** A number of the rule: the same on every slot. */
export function constant(value: number): Operand {
  const label = amount(value);
  return {
    key: String(value),
    label,
    words: label,
    isConstant: true,
    lookback: 1,
    horizonsBars: [],
    at: () => value,
  };
}
