const LONGEST = 60;

/**
 * A value as a message names it: in quotes, its control characters escaped, long ones cut.
 *
 * Edge  lists and objects are named by their kind, absence as "nothing".
 * @example quoted('rsii') // → '"rsii"'
 */
export function quoted(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(shortened(value));
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return `"${value}"`;
  return 'an object';
}

const shortened = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
