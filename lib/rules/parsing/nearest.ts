/**
 * The accepted word that a mistyped one most likely means; undefined when none is near.
 *
 * Edge  case does not count; at most a third of the letters, rounded up, may differ.
 * @example nearest('rsii', ['sma', 'ema', 'rsi']) // → 'rsi'
 */
export function nearest(word: string, accepted: readonly string[]): string | undefined {
  if (word.length > 40) return undefined;
  const ranked = accepted
    .map((candidate) => ({ candidate, edits: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.ceil(candidate.length / 3) && edits < candidate.length)
    .sort((one, other) => one.edits - other.edits);
  return ranked[0]?.candidate;
}

/** Levenshtein's distance: inserted, removed or replaced letters. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
