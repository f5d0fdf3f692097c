import type { Instance, SeriesKey } from '../ports/InstanceStore';
import type { Reprojection } from '../ports/Reprojections';
import type { StoredRule } from '../ports/RuleStore';
import { Problem } from '../problems';
import { initialState } from '../rules/initialState';
import type { RuleState } from '../rules/state';
import type { Deps } from './deps';
import type { Watched } from './watchedSymbols';
import { seriesOf, watchedBy } from './watchedSymbols';

export type ProjectDeps = Pick<Deps, 'rules' | 'watchlists' | 'instances' | 'reprojections'>;

const TRIES = 5;

/**
 * Makes the instances of a rule match the rule as it stands now, or removes them when it is gone.
 * States are kept unless the rule was re-armed; a symbol that joins its watchlist is watched from then on. Doing it twice is doing it once, and a rule that is
 * changed or deleted meanwhile is projected again before the note is cleared.
 *
 * Shape   the keys of `note` cover every series on which the rule has had or will have an instance.
 * Throws  STORE_CONFLICT when sweeps or editors keep writing in between; the note stays for the reconciler.
 */
export async function projectRule(deps: ProjectDeps, note: Reprojection): Promise<readonly Instance[]> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const standing = await watchedRule(deps, note);
    const instances = await projectOnce(deps, note, standing);
    const now = await watchedRule(deps, note);
    if (versionsOf(now) !== versionsOf(standing)) continue;
    await deps.reprojections.clear(note);
    return instances;
  }
  throw new Problem('STORE_CONFLICT', `Rule "${note.ruleId}" keeps changing. Repeat the change.`);
}

type WatchedRule = { readonly stored: StoredRule; readonly watched: Watched };

async function watchedRule(
  deps: ProjectDeps,
  { tenant, ruleId }: Reprojection,
): Promise<WatchedRule | undefined> {
  const stored = await deps.rules.get(tenant, ruleId);
  return stored && { stored, watched: await watchedBy(deps, stored) };
}

/** A rule changes with its own version, and with that of its watchlist. */
const versionsOf = (rule: WatchedRule | undefined): string =>
  `${rule?.stored.version}/${rule?.watched.version}`;

async function projectOnce(
  deps: ProjectDeps,
  { tenant, ruleId, keys }: Reprojection,
  standing: WatchedRule | undefined,
): Promise<readonly Instance[]> {
  const wanted = standing ? seriesOf(standing.stored.rule, standing.watched.symbols) : [];
  const names = new Set(wanted.map(nameOf));
  for (const key of keys.filter((one) => !names.has(nameOf(one))))
    await deps.instances.remove(key, tenant, ruleId);
  const instances: Instance[] = [];
  if (standing) for (const key of wanted) instances.push(await projectOnto(deps, standing, key));
  return instances;
}

const nameOf = (key: SeriesKey): string => `${key.series}#${key.interval}`;

async function projectOnto(deps: ProjectDeps, rule: WatchedRule, key: SeriesKey): Promise<Instance> {
  const { stored } = rule;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const [standing] = await deps.instances.ofRule(stored.tenant, stored.id, [key]);
    const next = instanceOf(rule, key, standing);
    if (await deps.instances.put(next, standing?.stateVersion)) return next;
  }
  throw new Problem(
    'STORE_CONFLICT',
    `Rule "${stored.id}" is being judged on "${key.series}". Repeat the change.`,
  );
}

function instanceOf(
  { stored, watched }: WatchedRule,
  key: SeriesKey,
  standing: Instance | undefined,
): Instance {
  const kept = standing?.arming === stored.arming ? resumed(standing.state, stored) : undefined;
  return {
    tenant: stored.tenant,
    ruleId: stored.id,
    ruleVersion: stored.version,
    arming: stored.arming,
    series: key.series,
    symbol: key.series,
    interval: key.interval,
    paused: stored.paused,
    rule: stored.rule,
    state: kept ?? resumed(initialState(watched.joinedAt), stored),
    stateVersion: (standing?.stateVersion ?? 0) + 1,
  };
}

/** A state as it was, judged again from where its rule was resumed. */
function resumed(state: RuleState, { resumedAt }: StoredRule): RuleState {
  if (resumedAt === undefined || resumedAt <= state.armedAt) return state;
  return { ...state, armedAt: resumedAt, lastBar: resumedAt };
}
