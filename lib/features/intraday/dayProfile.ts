import type { SessionGrid } from './sessionGrid';

/** How much of its session's variance a place of the day usually has: 1 where it is as every other. */
export type DayProfile = {
  /** As it was known when a session opened. */
  readonly at: (session: number, slot: number) => number;
  /** Mean over the places `from` … `to`. */
  readonly mean: (session: number, from: number, to: number) => number;
};

const LEAST = 0.05;

/**
 * The time-of-day profile of variances, of earlier sessions alone: each is divided by its own mean first, so that a stormy
 * one counts as much as a calm one.
 *
 * Shape   a variance a bar → a number for each session and place of the day.
 * Edge    before the first session has ended, every place is as every other; that counts as one session.
 */
export function dayProfile(
  variance: Float64Array,
  { sessions, slots, slot, starts }: SessionGrid,
): DayProfile {
  const profile = new Float64Array(sessions * slots);
  const [sums, counts] = [new Float64Array(slots).fill(1), new Float64Array(slots).fill(1)];
  for (let session = 0; session < sessions; session += 1) {
    for (let i = 0; i < slots; i += 1) profile[session * slots + i] = Math.max(sums[i]! / counts[i]!, LEAST);
    const [from, end] = [starts[session]!, starts[session + 1]!];
    const usual = meanOf(variance, from, end);
    if (!(usual > 0)) continue;
    for (let t = from; t < end; t += 1) {
      sums[slot[t]!]! += variance[t]! / usual;
      counts[slot[t]!]! += 1;
    }
  }
  return {
    at: (session, place) => profile[session * slots + place]!,
    mean: (session, from, to) => meanOf(profile, session * slots + from, session * slots + to + 1),
  };
}

function meanOf(values: Float64Array, from: number, end: number): number {
  let sum = 0;
  for (let i = from; i < end; i += 1) sum += values[i]!;
  return sum / (end - from);
}
