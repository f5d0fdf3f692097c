import { cleanText } from './cleanText';

const SPELLED: Readonly<Record<string, string>> = { 'σ': 'sigma', '±': '+/-', '→': '->', '–': '-', '—': '-', '·': '-', '≥': '>=', '≤': '<=' }; // prettier-ignore

/**
 * Text in printable ASCII: accents fall off, known signs are spelled out, the rest becomes `?`.
 *
 * @example asciiText('Größe ± 2σ') // → 'Gro?e +/- 2sigma'
 */
export function asciiText(text: string): string {
  return cleanText(text)
    .replace(/[σ±→–—·≥≤]/gu, (sign) => SPELLED[sign] ?? '?')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '?');
}
