import type { SourcedBar } from './bar';
import type { WholeStretch } from './barColumns';

/**
 * Bars that stand already and others beside them: the first reading of a bar wins and never changes.
 *
 * Shape   oldest first, distinct; `added` counts those of `brought` that are new.
 */
export function mergedBars(
  standing: readonly SourcedBar[],
  brought: readonly SourcedBar[],
): { readonly bars: readonly SourcedBar[]; readonly added: number } {
  const byStart = new Map(standing.map((bar) => [bar.startAt, bar]));
  for (const bar of brought) if (!byStart.has(bar.startAt)) byStart.set(bar.startAt, bar);
  const bars = [...byStart.values()].sort((a, b) => a.startAt - b.startAt);
  return { bars, added: bars.length - standing.length };
}

/**
 * What is whole of two stretches: both, where they touch; the second, where something lies between them.
 *
 * Units   epoch ms.
 */
export function widenedBy(
  standing: WholeStretch | undefined,
  brought: WholeStretch | undefined,
): WholeStretch | undefined {
  if (standing === undefined || brought === undefined) return brought ?? standing;
  const touches = brought.from <= standing.through && standing.from <= brought.through;
  if (!touches) return brought;
  return {
    from: Math.min(standing.from, brought.from),
    through: Math.max(standing.through, brought.through),
  };
}
