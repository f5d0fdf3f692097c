import type { ModelKind } from '../models/fit';
import { qlikeLosses } from './qlikeLosses';
import type { Outcomes } from './outcomes';
import { dieboldMarianoP } from './pairedTests';
import type { Readings } from './walkForward';

const CHANCE = 0.05;

/**
 * The cheapest model that no dearer one beats by more than chance, in QLIKE on the same cases.
 *
 * Shape   contenders cheapest first, at least one.
 */
export function cheapestUnbeaten(
  contenders: readonly { readonly kind: ModelKind; readonly readings: Readings }[],
  outcomes: Outcomes,
): ModelKind {
  const ranked = contenders.map(({ kind, readings }) => ({ kind, losses: qlikeLosses(readings, outcomes) }));
  const unbeaten = ranked.find(({ losses }, i) =>
    ranked
      .slice(i + 1)
      .every((dearer) => dieboldMarianoP(dearer.losses, losses, outcomes.horizonBars) >= CHANCE),
  );
  return unbeaten!.kind;
}
