const QUOTE = '"';
const BACKSLASH = '\\';

/**
 * How deep brackets nest outside strings, counted on the raw text in one pass: a parser that recurses
 * must not be the first to find out.
 *
 * @example nestingDepth('{"a":[1,"[[["]}') // → 2
 */
export function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === QUOTE) at = endOfString(text, at);
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== QUOTE) at += text[at] === BACKSLASH ? 2 : 1;
  return at;
}
