/** Something that waits for one of a few places in each round. */
export type Waiting = {
  /** Those with the most come first, as far as nobody waits too long for it. */
  readonly weight: number;
  /** Rounds that it has waited already. */
  readonly rounds: number;
};

/** What takes part: how many places a round has, and how many may wait for them at once. */
export type Places = { readonly perRound: number; readonly waiters: number };

/**
 * Who gets the places of a round: the heaviest first, unless others have to come now so that nobody waits longer than
 * it takes to serve all, which is ⌈waiters / perRound⌉ rounds.
 *
 * Shape   at most `perRound` of those that wait: first those that have to come, then the heaviest.
 * Edge    of equals the one that has waited longer comes first; whoever waits too long already comes before all.
 * Source  earliest deadline first, Liu and Layland 1973, as far as deadlines bind.
 */
export function fairShare<One extends Waiting>(
  waiting: readonly One[],
  { perRound, waiters }: Places,
): readonly One[] {
  if (waiting.length <= perRound) return waiting;
  if (perRound <= 0) return [];
  const longest = Math.ceil(waiters / perRound);
  const byDeadline = waiting.toSorted((one, other) => other.rounds - one.rounds || other.weight - one.weight);
  const due = byDeadline.slice(0, Math.min(perRound, mustComeNow(byDeadline, perRound, longest)));
  const taken = new Set(due);
  const heaviest = waiting
    .filter((one) => !taken.has(one))
    .sort((one, other) => other.weight - one.weight || other.rounds - one.rounds);
  return [...due, ...heaviest.slice(0, perRound - due.length)];
}

/**
 * How many of those whose time is up soonest have to come in this round, so that the rounds until then have places for
 * the rest of them.
 */
function mustComeNow(byDeadline: readonly Waiting[], perRound: number, longest: number): number {
  let most = 0;
  for (const [place, { rounds }] of byDeadline.entries()) {
    const roundsAfterThis = Math.max(0, longest - rounds - 1);
    most = Math.max(most, place + 1 - roundsAfterThis * perRound);
  }
  return most;
}
