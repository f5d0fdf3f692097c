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
import { followedOrLater, freshWriter, isRefusal, NOTHING } from './reprojectRules';
import { oneForEachSymbol, reachedBy } from './watchedSymbols';

export type RuleDeps = ProjectDeps & Pick<Deps, 'clock' | 'marketClock' | 'ids'> & WarningDeps;

export type RuleAddress = { readonly tenant: string; readonly id: string };

export type RuleView = {
  readonly stored: StoredRule;
  readonly states: readonly { readonly symbol: string; readonly state: string; readonly since: number }[];
  readonly warnings: readonly string[];
};

export type RuleChange = {
  readonly address: RuleAddress;
  /** The rule as it stands; absent for one that is new. */
  readonly former?: StoredRule;
  /** One can wait while many changes before it are not followed; a rule can be deleted at any time. */
  readonly isEdit?: boolean;
};

/** Writes a rule, makes its instances match it, and tells what then stands. */
export async function writeRule(
  deps: RuleDeps,
  { former, stored }: { readonly former?: StoredRule; readonly stored: StoredRule },
  change: () => Promise<void>,
): Promise<RuleView> {
  const isEdit = former !== undefined;
  const instances = await changeRule(deps, { address: stored, isEdit, ...(former && { former }) }, change);
  return viewOf(stored, instances, await ruleWarnings(deps, stored, instances));
}

/**
 * Changes a rule and makes its instances match what then stands: noted before, so that the reconciler ends what a crash
 * interrupts.
 *
 * Edge    a change that is refused may have been made and undone, and somebody may have projected it meanwhile: what
 *         stands is projected all the same. Where others keep writing the instances, they follow with the reconciler.
 * Throws  STORE_CONFLICT for an edit of a rule that has not followed many before it.
 */
export async function changeRule(
  deps: RuleDeps,
  told: RuleChange,
  change: () => Promise<void>,
): Promise<readonly Instance[]> {
  const note = await noteFormer(deps, told);
  try {
    await change();
  } catch (error) {
    if (isRefusal(error)) await followedOrLater(deps, note);
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
async function noteFormer(deps: RuleDeps, { address, former, isEdit }: RuleChange): Promise<OwnNote> {
  const { reprojections, watchlists } = deps;
  const { tenant, id } = address;
  const own = freshWriter(deps);
  const subject = { tenant, kind: 'rule', id } as const;
  const noted = isEdit
    ? await reprojections.noteUnlessFull(subject, namedBy(former), own)
    : await reprojections.note(subject, namedBy(former), own);
  if (noted === undefined) throw behind(id);
  if (former === undefined || 'symbols' in former.rule.targets) return noted;
  const { watchlist } = former.rule.targets;
  const list = await watchlists.get(tenant, watchlist);
  const unfollowed = await reprojections.find({ tenant, kind: 'watchlist', id: watchlist });
  const symbols = [...(list?.symbols ?? []), ...(unfollowed?.symbols ?? [])];
  return reprojections.note(noted, { symbols, intervals: [former.rule.interval] }, own);
}

/** What a rule names itself. */
function namedBy(rule: StoredRule | undefined): Reach {
  if (rule === undefined || 'watchlist' in rule.rule.targets) return NOTHING;
  return { symbols: rule.rule.targets.symbols, intervals: [rule.rule.interval] };
}

const behind = (id: string): Problem =>
  new Problem(
    'STORE_CONFLICT',
    `The rule ${quoted(id)} has not followed its earlier changes yet: nothing is changed. Repeat this in some minutes.`,
  );

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
