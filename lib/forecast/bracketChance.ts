import { MILLI } from '../models/artifact';
import { normalCdf } from '../models/normalCdf';
import type { BracketChance } from './forecast';
import { FEWEST_EXCURSIONS } from './survival';
import { distanceIn, type Excursions, type Standing, touchChance } from './touchChance';

export type Bracket = { readonly low: number; readonly high: number };

/** Beyond so many σ nothing is touched, to sixteen digits. */
const FARTHEST = 9;
/** Levels that lie closer together are met before any horizon ends. */
const CLOSEST = 0.02;

const touched = (distance: number): number => 2 * normalCdf(-distance);

/**
 * How likely a price that wanders without drift meets a level, `to` σ away, before the horizon ends and before it meets
 * another, `from` σ away on the other side.
 *
 * Edge    a price that stands between two levels at no distance meets each as likely.
 *
 * Source  the reflection principle at both levels: Σ 2Φ(−(to + 2n·both)) − 2Φ(−(to + 2·from + 2n·both)), n = 0, 1 …
 */
function firstByChance(to: number, from: number): number {
  const both = to + from;
  if (both < CLOSEST) return both > 0 ? from / both : 0.5;
  let sum = 0;
  for (let distance = to; distance < FARTHEST; distance += 2 * both)
    sum += touched(distance) - touched(distance + 2 * from);
  return sum;
}

/** How often both levels were touched, of all cases. */
function shareOfBoth(up: number, down: number, { upward, downward }: Excursions): number {
  let count = 0;
  for (let i = 0; i < upward.length; i += 1)
    if (upward[i]! >= MILLI * up && downward[i]! >= MILLI * down) count += 1;
  return count / (upward.length + 1);
}

/**
 * Which of two levels, one below the price and one above it, is touched first, if any is before the horizon ends.
 *
 * Shape   three probabilities that sum to 1.
 * Edge    how often each and both are touched is measured; which came first where both were is told by a price that
 *         wanders without drift. With fewer than 100 cases all is told by that.
 */
export function bracketChance(bracket: Bracket, standing: Standing, excursions: Excursions): BracketChance {
  const [down, up] = [distanceIn(bracket.low, standing), distanceIn(bracket.high, standing)];
  const [downFirst, upFirst] = [firstByChance(down, up), firstByChance(up, down)];
  if (excursions.upward.length < FEWEST_EXCURSIONS) return inAll(bracket, downFirst, upFirst);
  const below = touchChance(bracket.low, standing, excursions).probability;
  const above = touchChance(bracket.high, standing, excursions).probability;
  const both = shareOfBoth(up, down, excursions);
  const byChance = touched(down) + touched(up) - downFirst - upFirst;
  const downOfBoth = byChance > 0 ? Math.min(Math.max((touched(up) - upFirst) / byChance, 0), 1) : 0.5;
  return inAll(bracket, below - both * (1 - downOfBoth), above - both * downOfBoth);
}

const inAll = ({ low, high }: Bracket, lowFirst: number, highFirst: number): BracketChance => {
  const total = Math.max(1, lowFirst + highFirst);
  const [ofLow, ofHigh] = [lowFirst / total, highFirst / total];
  return { low, high, lowFirst: ofLow, highFirst: ofHigh, neither: 1 - ofLow - ofHigh };
};
