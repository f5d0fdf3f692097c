import type { Instance, SeriesKey } from '../ports/InstanceStore';
import type { StoredRule } from '../ports/RuleStore';
import type { Reprojection } from '../ports/Reprojections';
import { isProblem, Problem } from '../problems';
import { quoted } from '../quoted';
import type { Deps } from './deps';
import type { ProjectDeps } from './projectRule';
import { projectRule } from './projectRule';
import type { WarningDeps } from './ruleWarnings';
import { ruleWarnings } from './ruleWarnings';
import { oneForEachSymbol } from './watchedSymbols';

export type RuleDeps = ProjectDeps & Pick<Deps, 'clock' | 'marketClock' | 'ids'> & WarningDeps;

export type RuleAddress = { readonly tenant: string; readonly id: string };

export type RuleView = {
  readonly stored: StoredRule;
  readonly states: readonly { readonly symbol: string; readonly state: string; readonly since: number }[];
  readonly warnings: readonly string[];
};

/**
 * Writes a rule and makes its instances match it: noted before, so that the reconciler ends what a crash
 * interrupts.
 *
 * Shape  `keys` cover every series on which the rule has had or will have an instance.
 */
export async function writeRule(
  deps: RuleDeps,
  stored: StoredRule,
  keys: readonly SeriesKey[],
  change: () => Promise<void>,
): Promise<RuleView> {
  const { tenant, id: ruleId } = stored;
  const note = await deps.reprojections.note({ tenant, ruleId, keys, notedAt: deps.clock.now() });
  await change();
  const instances = await projectedByNow(deps, note);
  return viewOf(stored, instances, await ruleWarnings(deps, stored, instances));
}

/** The change stands: where others keep writing its instances, they follow with the reconciler. */
export async function projectedByNow(deps: RuleDeps, note: Reprojection): Promise<readonly Instance[]> {
  try {
    return await projectRule(deps, note);
  } catch (error) {
    if (!isProblem(error, 'STORE_CONFLICT')) throw error;
    deps.log.warn('a rule follows what it watches later', { ruleId: note.ruleId, code: error.code });
    return oneForEachSymbol(await deps.instances.ofRule(note.tenant, note.ruleId, note.keys));
  }
}

/** Throws NOT_FOUND for a rule that is gone, and for a foreign tenant's. */
export async function foundRule(deps: Pick<Deps, 'rules'>, address: RuleAddress): Promise<StoredRule> {
  const stored = await deps.rules.get(address.tenant, address.id);
  if (stored) return stored;
  throw new Problem('NOT_FOUND', `There is no rule ${quoted(address.id)}.`);
}

/** A rule as its owner is shown it. */
export function viewOf(
  stored: StoredRule,
  instances: readonly Instance[],
  warnings: readonly string[],
): RuleView {
  const states = instances.map(({ symbol, state }) => ({ symbol, state: state.phase, since: state.since }));
  return { stored, states, warnings };
}
