/**
 * Text that is safe to print: control, format (bidirectional, zero-width), ignorable, surrogate, private-use and
 * separator characters become blanks, runs of blanks one blank.
 *
 * @example cleanText('a\u202Eb\n c') // → 'a b c'
 */
export function cleanText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{DI}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}
