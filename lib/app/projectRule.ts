import { inLanes } from '../inLanes';
import { isImported, symbolOf } from '../market/series';
import type { Instance, SeriesKey } from '../ports/InstanceStore';
import type { Reprojection } from '../ports/Reprojections';
import type { StoredRule } from '../ports/RuleStore';
import { Problem } from '../problems';
import { initialState } from '../rules/initialState';
import type { RuleState } from '../rules/state';
import type { Deps } from './deps';
import { resolvedEach } from './resolvedSeries';
import type { Watched } from './watchedSymbols';
import { possibleSeries, watchedBy } from './watchedSymbols';

export type ProjectDeps = Pick<
  Deps,
  'rules' | 'watchlists' | 'instances' | 'reprojections' | 'bars' | 'clock'
>;

const TRIES = 5;
/** Instances that are written at once. */
const LANES = 8;

/**
 * Makes the instances of a rule match the rule as it stands now, or removes them when it is gone.
 * A symbol stands on the series that it means to the rule's owner. States are kept unless the rule was re-armed; a
 * symbol that joins its watchlist is watched from then on. Doing it twice is doing it once, and where the rule or
 * what its symbols mean is changed meanwhile it is projected again before the note is cleared.
 *
 * Shape   the keys of `note`, which are those of the note as it stands, cover every series on which the rule has had or
 *         will have an instance.
 * Throws  STORE_CONFLICT when sweeps or editors keep writing in between; the note stays for the reconciler.
 */
export async function projectRule(deps: ProjectDeps, note: Reprojection): Promise<readonly Instance[]> {
  const instances = await matchRule(deps, note);
  await deps.reprojections.clear(note);
  return instances;
}

/** As `projectRule`, but that the note stays: somebody may be about to make the change that it is there for. */
export async function matchRule(deps: ProjectDeps, note: Reprojection): Promise<readonly Instance[]> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const standing = await watchedRule(deps, note);
    const instances = await projectOnce(deps, note, standing);
    const now = await watchedRule(deps, note);
    if (versionsOf(now) === versionsOf(standing)) return instances;
  }
  throw new Problem('STORE_CONFLICT', `Rule "${note.ruleId}" keeps changing. Repeat the change.`);
}

type WatchedRule = {
  readonly stored: StoredRule;
  readonly watched: Watched;
  /** What its symbols mean to its owner now. */
  readonly series: readonly SeriesKey[];
};

async function watchedRule(
  deps: ProjectDeps,
  { tenant, ruleId }: Reprojection,
): Promise<WatchedRule | undefined> {
  const stored = await deps.rules.get(tenant, ruleId);
  if (stored === undefined) return undefined;
  const watched = await watchedBy(deps, stored);
  const { interval } = stored.rule;
  const series = await resolvedEach(deps, { tenant, symbols: watched.symbols, interval });
  return { stored, watched, series: series.map((one) => ({ series: one, interval })) };
}

/** A rule changes with its own version, with that of its watchlist, and with what its symbols mean. */
const versionsOf = (rule: WatchedRule | undefined): string =>
  [rule?.stored.version, rule?.watched.version, ...(rule?.series ?? []).map(nameOf)].join(' ');

/** What is wanted stands before the rest goes: an instance tells the one after it since when it watches. */
async function projectOnce(
  deps: ProjectDeps,
  { tenant, ruleId, keys }: Reprojection,
  standing: WatchedRule | undefined,
): Promise<readonly Instance[]> {
  const wanted = standing?.series ?? [];
  const instances = standing ? await projectOntoEach(deps, standing) : [];
  const names = new Set(wanted.map(nameOf));
  const others = keys.filter((key) => !names.has(nameOf(key)));
  const left = await deps.instances.ofRule(tenant, ruleId, others);
  await inLanes(left, LANES, (instance) => deps.instances.remove(instance, tenant, ruleId));
  return instances;
}

async function projectOntoEach(deps: ProjectDeps, rule: WatchedRule): Promise<readonly Instance[]> {
  const {
    tenant,
    id,
    rule: { interval },
  } = rule.stored;
  const found = await deps.instances.ofRule(
    tenant,
    id,
    possibleSeries({ tenant, interval }, rule.watched.symbols),
  );
  return inLanes(rule.series, LANES, (key) => {
    const known = found.filter(({ symbol }) => symbol === symbolOf(key.series));
    return projectOnto(deps, rule, { key, known });
  });
}

const nameOf = (key: SeriesKey): string => `${key.series}#${key.interval}`;

/** Nothing is written where it would change nothing; `known` is what was found on any series of the symbol. */
async function projectOnto(
  deps: ProjectDeps,
  rule: WatchedRule,
  { key, known }: { readonly key: SeriesKey; readonly known: readonly Instance[] },
): Promise<Instance> {
  const { tenant, id } = rule.stored;
  const symbol = symbolOf(key.series);
  let found = known;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const next = instanceOf(rule, { key, now: deps.clock.now() }, found);
    const standing = standingOn(key, found);
    if (standing && isSame(standing, next)) return standing;
    if (await deps.instances.put(next, standing?.stateVersion)) return next;
    found = await deps.instances.ofRule(
      tenant,
      id,
      possibleSeries({ tenant, interval: key.interval }, [symbol]),
    );
  }
  throw new Problem('STORE_CONFLICT', `Rule "${id}" is being judged on "${symbol}". Repeat the change.`);
}

/** Whether they would be written alike; where the order of their parts differs, once more than is needed. */
const isSame = (standing: Instance, next: Instance): boolean =>
  standing.ruleVersion === next.ruleVersion &&
  JSON.stringify({ ...standing, stateVersion: next.stateVersion }) === JSON.stringify(next);

const standingOn = ({ series }: SeriesKey, found: readonly Instance[]): Instance | undefined =>
  found.find((instance) => instance.series === series);

/** An instance of a rule on one of the series of a symbol; `found` are those that stand on any of them. */
function instanceOf(
  { stored, watched }: WatchedRule,
  { key, now }: { readonly key: SeriesKey; readonly now: number },
  found: readonly Instance[],
): Instance {
  const ofThisArming = found.filter(({ arming }) => arming === stored.arming);
  const kept = standingOn(key, ofThisArming);
  const watchedSince = [kept, ...ofThisArming].find((one) => one?.watchedSince)?.watchedSince;
  const symbol = symbolOf(key.series);
  const joined = watched.joined(symbol);
  const since = watchedSince ?? joined.wall;
  const begun = initialState(isImported(key.series) ? since : joined.market);
  return {
    tenant: stored.tenant,
    ruleId: stored.id,
    ruleVersion: stored.version,
    arming: stored.arming,
    series: key.series,
    symbol,
    interval: key.interval,
    watchedSince: since,
    paused: stored.paused,
    rule: stored.rule,
    state: resumed(kept?.state ?? begun, resumedOn(key.series, stored)),
    // A new one begins at the instant it is made (epoch ms), so that a worker that still holds one from before writes
    // nothing: numbers rise by one with a write, and no instance is written more often than each ms.
    stateVersion: (standingOn(key, found)?.stateVersion ?? now) + 1,
  };
}

/** When a rule was last resumed (epoch ms), by the clock of a series; undefined where it never was. */
function resumedOn(series: string, { resumedAt, resumedAtWall, updatedAt }: StoredRule): number | undefined {
  if (resumedAt === undefined || !isImported(series)) return resumedAt;
  return resumedAtWall ?? updatedAt;
}

/** A state as it was, judged again from where its rule was resumed. */
function resumed(state: RuleState, resumedAt: number | undefined): RuleState {
  if (resumedAt === undefined || resumedAt <= state.armedAt) return state;
  return { ...state, armedAt: resumedAt, lastBar: resumedAt };
}
