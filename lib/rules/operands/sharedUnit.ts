import type { Operand } from './operand';
import type { Unit } from './unit';

/**
 * The unit that operands have in common; constants have none of their own and take any.
 *
 * Edge  undefined when nothing but constants is there, or what varies is counted in different units.
 */
export function sharedUnit(...operands: readonly Operand[]): Unit | undefined {
  const [unit, ...others] = new Set(operands.filter((one) => one.isConstant !== true).map((one) => one.unit));
  return others.length === 0 ? unit : undefined;
}

/** Operands that are compared with each other: the constants among them take the unit of the others. */
export function inOneUnit<Compared extends readonly Operand[]>(operands: Compared): Compared {
  const unit = sharedUnit(...operands);
  const named = operands.map((operand) =>
    unit !== undefined && operand.isConstant === true
      ? { ...operand, unit, words: `${operand.words} ${unit}` }
      : operand,
  );
  return named as readonly Operand[] as Compared;
}
