import type { Instance } from '../ports/InstanceStore';
import type { StoredRule } from '../ports/RuleStore';
import type { OwnNote, Reach } from '../ports/Reprojections';
import { isProblem, Problem } from '../problems';
import { quoted } from '../quoted';
import type { Deps } from './deps';
import type { ProjectDeps } from './projectRule';
import { projectRule } from './projectRule';
import type { WarningDeps } from './ruleWarnings';
import { ruleWarnings } from './ruleWarnings';
import { followedOrLater, freshWriter } from './reprojectRules';
import { oneForEachSymbol, reachedBy } from './watchedSymbols';

export type RuleDeps = ProjectDeps & Pick<Deps, 'clock' | 'marketClock' | 'ids'> & WarningDeps;

export type RuleAddress = { readonly tenant: string; readonly id: string };

export type RuleView = {
  readonly stored: StoredRule;
  readonly states: readonly { readonly symbol: string; readonly state: string; readonly since: number }[];
  readonly warnings: readonly string[];
};

/** Writes a rule, makes its instances match it, and tells what then stands. */
export async function writeRule(
  deps: RuleDeps,
  { former, stored }: { readonly former?: StoredRule; readonly stored: StoredRule },
  change: () => Promise<void>,
): Promise<RuleView> {
  const instances = await changeRule(deps, { address: stored, ...(former && { former }) }, change);
  return viewOf(stored, instances, await ruleWarnings(deps, stored, instances));
}

/**
 * Changes a rule and makes its instances match what then stands: noted before, so that the reconciler ends what a crash
 * interrupts.
 *
 * Edge    a change that is refused may have been made and undone, and somebody may have projected it meanwhile: what
 *         stands is projected all the same. Where others keep writing the instances, they follow with the reconciler.
 */
export async function changeRule(
  deps: RuleDeps,
  { address, former }: { readonly address: RuleAddress; readonly former?: StoredRule },
  change: () => Promise<void>,
): Promise<readonly Instance[]> {
  const note = await noteFormer(deps, address, former);
  try {
    await change();
  } catch (error) {
    if (isProblem(error) && error.code !== 'STORE_UNAVAILABLE') await followedOrLater(deps, note);
    throw error;
  }
  try {
    return await projectRule(deps, note);
  } catch (error) {
    if (!isProblem(error, 'STORE_CONFLICT')) throw error;
    deps.log.warn('a rule follows what it watches later', { ruleId: note.id, code: error.code });
    return oneForEachSymbol(await deps.instances.ofRule(note.tenant, note.id, reachedBy(note)));
  }
}

/**
 * Notes a rule with all that it may have instances on. Who its watchlist names is read only once it is noted, since
 * what is changed from then on stays with the note; and then what the note of the list names: rules may not have
 * followed its last change yet.
 */
async function noteFormer(deps: RuleDeps, address: RuleAddress, former?: StoredRule): Promise<OwnNote> {
  const { tenant, id } = address;
  const subject = { tenant, kind: 'rule', id } as const;
  const own = freshWriter(deps);
  const note = (reach: Reach) => deps.reprojections.note(subject, reach, own);
  if (former === undefined) return note({ symbols: [], intervals: [] });
  const { targets, interval } = former.rule;
  const intervals = [interval];
  if ('symbols' in targets) return note({ symbols: targets.symbols, intervals });
  await note({ symbols: [], intervals });
  const list = await deps.watchlists.get(tenant, targets.watchlist);
  const unfollowed = await deps.reprojections.find({ tenant, kind: 'watchlist', id: targets.watchlist });
  const symbols = [...(list?.symbols ?? []), ...(unfollowed?.symbols ?? [])];
  return note({ symbols, intervals });
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
