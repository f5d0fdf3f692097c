import type { Reprojection } from '../ports/Reprojections';
import type { StoredRule } from '../ports/RuleStore';
import { inLanes } from '../inLanes';
import type { ProblemCode } from '../problems';
import { isProblem, Problem } from '../problems';
import { quoted } from '../quoted';
import type { Deps } from './deps';
import type { ProjectDeps } from './projectRule';
import { projectRule } from './projectRule';
import { possibleSeries } from './watchedSymbols';

export type ReprojectDeps = ProjectDeps & Pick<Deps, 'clock' | 'log'>;

/** So long a change projects rules itself; what is left then is the reconciler's, so that no answer takes minutes. */
const PROJECTED_FOR_MS = 5_000;
const LANES = 8;

/** Notes rules whose instances a change of these symbols may leave behind, so that the reconciler ends what a crash interrupts. */
export async function noteRules(
  deps: ReprojectDeps,
  rules: readonly StoredRule[],
  symbols: readonly string[],
): Promise<readonly Reprojection[]> {
  return inLanes(rules, LANES, (stored) => deps.reprojections.note(noteOf(deps, stored, symbols)));
}

/**
 * As `noteRules`, before a change that can wait: one that rules have not followed must not be followed by ever more.
 *
 * Throws  STORE_CONFLICT when the note of a rule is full; nothing has been changed then.
 */
export async function noteRulesFirst(
  deps: ReprojectDeps,
  rules: readonly StoredRule[],
  symbols: readonly string[],
): Promise<void> {
  await inLanes(rules, LANES, async (stored) => {
    if (await deps.reprojections.noteUnlessFull(noteOf(deps, stored, symbols))) return;
    const said = `The rule ${quoted(stored.id)} has not followed earlier changes of what it watches yet`;
    throw new Problem('STORE_CONFLICT', `${said}: nothing is changed. Repeat this change in some minutes.`);
  });
}

const noteOf = (
  { clock }: Pick<Deps, 'clock'>,
  { tenant, id: ruleId, rule }: StoredRule,
  symbols: readonly string[],
): Reprojection => ({
  tenant,
  ruleId,
  keys: possibleSeries({ tenant, interval: rule.interval }, symbols),
  notedAt: clock.now(),
});

/**
 * Makes noted rules match what they watch.
 *
 * Edge  those that have not followed after five seconds, those after the store has failed, and one that cannot follow
 *       now, follow when the reconciler comes by.
 */
export async function reprojectRules(deps: ReprojectDeps, notes: readonly Reprojection[]): Promise<void> {
  const until = deps.clock.now() + PROJECTED_FOR_MS;
  let isOut = false;
  for (const note of notes) {
    if (isOut || deps.clock.now() >= until) break;
    isOut = (await failureOf(deps, note)) === 'STORE_UNAVAILABLE';
  }
}

/** Projects a rule; what kept it from following, where it could not. */
async function failureOf(deps: ReprojectDeps, note: Reprojection): Promise<ProblemCode | undefined> {
  try {
    await projectRule(deps, note);
    return undefined;
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { code } = error;
    deps.log.warn('a rule follows what it watches later', { ruleId: note.ruleId, code });
    return code;
  }
}
