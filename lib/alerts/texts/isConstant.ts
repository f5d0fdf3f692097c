/**
 * True for the label of a number that the rule itself holds: it is the same on every bar.
 *
 * @example isConstant('1,300') // → true
 */
export function isConstant(label: string): boolean {
  return Number.isFinite(Number(label.replaceAll(',', '')));
}
