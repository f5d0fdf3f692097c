import { asciiText } from './asciiText';

/** Septets of one SMS part. */
export const SMS_SEPTETS = 160;

const TWO_SEPTETS = new Set([...'^{}\\[~]|']);

/** Septets a text takes in the GSM 03.38 alphabet, for texts made by `gsm7`. */
export function septets(text: string): number {
  return [...text].reduce((sum, character) => sum + (TWO_SEPTETS.has(character) ? 2 : 1), 0);
}

/**
 * Text in the GSM-7 alphabet; the one printable ASCII character it lacks, the backtick, becomes an apostrophe.
 *
 * Source  3GPP TS 23.038, default alphabet and its extension table.
 */
export function gsm7(text: string): string {
  return asciiText(text).replaceAll('`', "'");
}

/** Cuts a GSM-7 text to `limit` septets, ending in `...` where something was lost. */
export function cutToSeptets(text: string, limit: number): string {
  if (septets(text) <= limit) return text;
  let kept = '';
  for (const character of text) {
    if (septets(kept + character) > limit - 3) break;
    kept += character;
  }
  return `${kept}...`;
}
