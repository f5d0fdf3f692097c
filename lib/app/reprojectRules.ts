import type { Reprojection } from '../ports/Reprojections';
import type { StoredRule } from '../ports/RuleStore';
import { isProblem } from '../problems';
import type { Deps } from './deps';
import type { ProjectDeps } from './projectRule';
import { projectRule } from './projectRule';
import { possibleSeries } from './watchedSymbols';

export type ReprojectDeps = ProjectDeps & Pick<Deps, 'clock' | 'log'>;

/** Rules that a change projects itself; what is beyond is left to the reconciler, so that no answer takes minutes. */
const PROJECTED_AT_ONCE = 20;

/** Notes rules whose instances a change of these symbols may leave behind, so that the reconciler ends what a crash interrupts. */
export async function noteRules(
  deps: ReprojectDeps,
  rules: readonly StoredRule[],
  symbols: readonly string[],
): Promise<readonly Reprojection[]> {
  const notes: Reprojection[] = [];
  for (const { tenant, id: ruleId, rule } of rules) {
    const keys = possibleSeries({ tenant, interval: rule.interval }, symbols);
    const note = { tenant, ruleId, keys, notedAt: deps.clock.now() };
    await deps.reprojections.note(note);
    notes.push(note);
  }
  return notes;
}

/**
 * Makes noted rules match what they watch.
 *
 * Edge  those beyond the first twenty, and one that cannot follow now, follow when the reconciler comes by.
 */
export async function reprojectRules(deps: ReprojectDeps, notes: readonly Reprojection[]): Promise<void> {
  for (const note of notes.slice(0, PROJECTED_AT_ONCE)) await projectedOrLeft(deps, note);
}

async function projectedOrLeft(deps: ReprojectDeps, note: Reprojection): Promise<void> {
  try {
    await projectRule(deps, note);
  } catch (error) {
    if (!isProblem(error)) throw error;
    deps.log.warn('a rule follows what it watches later', { ruleId: note.ruleId, code: error.code });
  }
}
