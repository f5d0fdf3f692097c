import type { Stretch } from '../ports/BarStore';

/** The stretch that reaches over both; `standing` itself where the other adds nothing. */
export function widened(standing: Stretch | undefined, { from, through }: Stretch): Stretch {
  if (standing === undefined) return { from, through };
  if (standing.from <= from && standing.through >= through) return standing;
  return { from: Math.min(standing.from, from), through: Math.max(standing.through, through) };
}
