const MOST_CHARACTERS = 60;

/**
 * A value as a message may show it: in quotes, one line, printable, short.
 *
 * Edge    lists and objects are named by their kind, absence as "nothing".
 * @example quoted('rsii') // → '"rsii"'
 */
export function quoted(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(shortened(value)).replace(UNPRINTABLE, '?');
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return `"${value}"`;
  return 'an object';
}

/**
 * As `quoted`, where a value of another type was needed: a text that looks like a number is told from one.
 *
 * @example given('5') // → 'the text "5"'
 */
export function given(value: unknown): string {
  if (typeof value === 'string') return `the text ${quoted(value)}`;
  return typeof value === 'number' ? `the number ${quoted(value)}` : quoted(value);
}

/** A text of a caller, cut where it is longer than a message can use. */
export function shortened(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{DI}]/gu;
