import { parseSpan } from '../market/span';
import { once } from '../once';

const AMOUNT = once(() => new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15 }));

/** Beyond these a sentence would count zeros. */
const LARGE = 1e15;
const SMALL = 1e-6;

/**
 * A number of a rule as a sentence writes it; a very large or small one with its power of ten.
 *
 * @example amount(1300) // → '1,300'
 * @example amount(1e300) // → '1e+300'
 */
export function amount(value: number): string {
  const size = Math.abs(value);
  return size >= LARGE || (size < SMALL && size > 0) ? value.toExponential() : AMOUNT().format(value);
}

const SPAN_UNITS = { bars: 'bar', m: 'minute', h: 'hour', d: 'session' } as const;

/**
 * A span as a sentence writes it; what is no span stays as it is.
 *
 * @example spanWords('3d') // → '3 sessions'
 */
export function spanWords(text: string): string {
  const span = parseSpan(text);
  return span ? counted(span.count, SPAN_UNITS[span.unit]) : text;
}

/** `1 bar`, `2 bars`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/**
 * Words between brackets that belong together.
 *
 * @example isOneGroup('(a or b) and (c or d)') // → false
 */
export function isOneGroup(words: string): boolean {
  let depth = 0;
  const letters = [...words];
  return letters.every((letter, index) => {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    return depth > 0 || (index > 0 && index === letters.length - 1);
  });
}

/**
 * Words that stand alone, without brackets around all of them.
 *
 * @example ungrouped('(2 times close)') // → '2 times close'
 */
export const ungrouped = (words: string): string => (isOneGroup(words) ? words.slice(1, -1) : words);
