import type { OwnNote, Reach, Writer } from '../ports/Reprojections';
import type { StoredRule } from '../ports/RuleStore';
import { inLanes } from '../inLanes';
import type { ProblemCode } from '../problems';
import { isProblem } from '../problems';
import type { Deps } from './deps';
import type { ProjectDeps } from './projectRule';
import { projectRule } from './projectRule';

export type ReprojectDeps = ProjectDeps & Pick<Deps, 'clock' | 'ids' | 'log'>;

/** Somebody who begins a change now. */
export const freshWriter = ({ clock, ids }: Pick<Deps, 'clock' | 'ids'>): Writer => ({
  name: ids.next('writer'),
  since: clock.now(),
});

/** So long a change projects rules itself; what is left then is the reconciler's, so that no answer takes minutes. */
const PROJECTED_FOR_MS = 5_000;
const LANES = 8;

/** The reach of who notes only that he is there. */
export const NOTHING: Reach = { symbols: [], intervals: [] };

/** Makes a noted change; of one that is refused there is nothing to follow, and its writer is taken off the note. */
export async function unlessRefused(
  deps: ReprojectDeps,
  note: OwnNote,
  change: () => Promise<void>,
): Promise<void> {
  try {
    await change();
  } catch (error) {
    if (isRefusal(error)) await deps.reprojections.clear(note, [note.own]);
    throw error;
  }
}

/** Whether a change has not been made, and will not be: what an outage has cut off may still be. */
export const isRefusal = (error: unknown): boolean => isProblem(error) && error.code !== 'STORE_UNAVAILABLE';

/**
 * Makes rules follow a change that is noted for all of them together: each is noted itself, after which that note goes,
 * and is projected.
 *
 * Edge    a rule that has not followed many changes before takes no more of them into its own note: then the note of all
 *         stays, and the reconciler makes it follow.
 */
export async function spreadNote(
  deps: ReprojectDeps,
  note: OwnNote,
  rules: readonly StoredRule[],
): Promise<void> {
  const notes = await noteRules(deps, rules, note.symbols);
  if (notes.length === rules.length) await deps.reprojections.clear(note, [note.own]);
  await reprojectRules(deps, notes);
}

/** Notes rules whose instances a change of these symbols leaves behind; those that are full are left out. */
export async function noteRules(
  deps: ReprojectDeps,
  rules: readonly StoredRule[],
  symbols: readonly string[],
): Promise<readonly OwnNote[]> {
  const notes = await inLanes(rules, LANES, async ({ tenant, id, rule: { interval } }) => {
    const reach = { symbols, intervals: [interval] };
    return deps.reprojections.noteUnlessFull({ tenant, kind: 'rule', id }, reach, freshWriter(deps));
  });
  return notes.flatMap((note) => note ?? []);
}

/**
 * Makes noted rules match what they watch.
 *
 * Edge  those that have not followed after five seconds, those after the store has failed, and one that cannot follow
 *       now, follow when the reconciler comes by.
 */
export async function reprojectRules(deps: ReprojectDeps, notes: readonly OwnNote[]): Promise<void> {
  const until = deps.clock.now() + PROJECTED_FOR_MS;
  let isOut = false;
  for (const note of notes) {
    if (isOut || deps.clock.now() >= until) break;
    isOut = (await followedOrLater(deps, note)) === 'STORE_UNAVAILABLE';
  }
}

/** Projects a rule; what keeps it from following now, where it cannot. */
export async function followedOrLater(deps: ReprojectDeps, note: OwnNote): Promise<ProblemCode | undefined> {
  try {
    await projectRule(deps, note);
    return undefined;
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { code } = error;
    deps.log.warn('a rule follows what it watches later', { ruleId: note.id, code });
    return code;
  }
}
