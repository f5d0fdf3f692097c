import { Problem } from '../problems';

/** A symbol as it is stored and shown: upper case, never a path separator, never a leading dot. */
export const SYMBOL_PATTERN = /^[A-Z0-9^][A-Z0-9.\-=^]{0,14}$/;

// Checked before upper-casing: 'ß' would become 'SS' and pass.
const ANY_CASE = new RegExp(SYMBOL_PATTERN.source, 'i');

/**
 * A symbol as a caller wrote it → as the product writes it.
 *
 * Throws  INPUT_INVALID naming the value.
 * @example parseSymbol('brk.b') // → 'BRK.B'
 */
export function parseSymbol(text: string): string {
  if (!ANY_CASE.test(text)) {
    throw new Problem(
      'INPUT_INVALID',
      `symbol ${JSON.stringify(text.slice(0, 40))} is not a symbol: use 1 to 15 letters, digits or . - = ^, beginning with a letter, a digit or ^`,
    );
  }
  return text.toUpperCase();
}
