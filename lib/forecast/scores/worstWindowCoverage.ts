const WINDOW = 250;
const FEWEST = 500;

/**
 * Lowest share of outcomes inside their interval over any 250 consecutive cases.
 *
 * Shape   1 or 0 for each case of one symbol, oldest first.
 * Edge    fewer than 500 cases → `undefined`: the worst of few windows says little.
 */
export function worstWindowCoverage(isInside: ArrayLike<number>): number | undefined {
  if (isInside.length < FEWEST) return undefined;
  let inside = 0;
  let fewest = WINDOW;
  for (let i = 0; i < isInside.length; i += 1) {
    inside += isInside[i]! - (i >= WINDOW ? isInside[i - WINDOW]! : 0);
    if (i >= WINDOW - 1) fewest = Math.min(fewest, inside);
  }
  return fewest / WINDOW;
}
