import { inLanes } from '../inLanes';
import { symbolOf } from '../market/series';
import type { Instance, SeriesKey } from '../ports/InstanceStore';
import type { Note, OwnNote, Subject } from '../ports/Reprojections';
import type { StoredRule } from '../ports/RuleStore';
import { Problem } from '../problems';
import type { Deps } from './deps';
import { projectedInstance, standingOn } from './projectedInstance';
import { resolvedEach } from './resolvedSeries';
import type { Watched } from './watchedSymbols';
import { possibleSeries, reachedBy, watchedBy } from './watchedSymbols';

export type ProjectDeps = Pick<
  Deps,
  'rules' | 'watchlists' | 'instances' | 'reprojections' | 'bars' | 'clock'
>;

const TRIES = 5;
/** Instances that are written at once. */
const LANES = 8;

/**
 * Makes the instances of a rule match the rule as it stands now, or removes them when it is gone.
 * A symbol stands on the series that it means to the rule's owner. States are kept unless the rule was re-armed, or
 * the symbol has joined its watchlist again; one that joins is watched from then on. Doing it twice is doing it once,
 * and where the rule or what its symbols mean is changed meanwhile it is projected again before its writer is cleared.
 *
 * Throws  STORE_CONFLICT when sweeps or editors keep writing in between; the note stays for the reconciler.
 */
export async function projectRule(deps: ProjectDeps, note: OwnNote): Promise<readonly Instance[]> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const standing = await watchedRule(deps, note);
    const instances = await projectOnce(deps, await named(deps, note, standing), standing);
    if (versionsOf(await watchedRule(deps, note)) !== versionsOf(standing)) continue;
    await deps.reprojections.clear(note, [note.own]);
    return instances;
  }
  throw new Problem('STORE_CONFLICT', `Rule "${note.id}" keeps changing. Repeat the change.`);
}

/**
 * The note as it stands, which names every symbol before anything is put on it: whoever changes the rule next finds
 * there what this writer has left, if it dies.
 */
const named = ({ reprojections }: ProjectDeps, note: OwnNote, standing: WatchedRule | undefined) =>
  reprojections.note(
    note,
    {
      symbols: standing?.watched.symbols ?? [],
      intervals: standing ? [standing.stored.rule.interval] : [],
    },
    note.own,
  );

type WatchedRule = {
  readonly stored: StoredRule;
  readonly watched: Watched;
  /** What its symbols mean to its owner now. */
  readonly series: readonly SeriesKey[];
};

async function watchedRule(deps: ProjectDeps, { tenant, id }: Subject): Promise<WatchedRule | undefined> {
  const stored = await deps.rules.get(tenant, id);
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
  note: Note,
  standing: WatchedRule | undefined,
): Promise<readonly Instance[]> {
  const { tenant, id } = note;
  const wanted = standing?.series ?? [];
  const instances = standing ? await projectOntoEach(deps, standing) : [];
  const names = new Set(wanted.map(nameOf));
  const others = reachedBy(note).filter((key) => !names.has(nameOf(key)));
  const left = await deps.instances.ofRule(tenant, id, others);
  await inLanes(left, LANES, (instance) => takeOff(deps, instance));
  return instances;
}

/** An instance that is written meanwhile, by a sweep or by another projector, is read again, and goes as it then is. */
async function takeOff(deps: ProjectDeps, known: Instance): Promise<void> {
  const { tenant, ruleId } = known;
  let left: Instance | undefined = known;
  for (let attempt = 0; attempt < TRIES && left; attempt += 1) {
    if (await deps.instances.remove(left)) return;
    [left] = await deps.instances.ofRule(tenant, ruleId, [known]);
  }
  if (left)
    throw new Problem(
      'STORE_CONFLICT',
      `Rule "${ruleId}" is being judged on "${known.symbol}". Repeat the change.`,
    );
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
  const projected = await inLanes(rule.series, LANES, (key) => {
    const known = found.filter(({ symbol }) => symbol === symbolOf(key.series));
    return projectOnto(deps, rule, { key, known });
  });
  return projected.flat();
}

const nameOf = (key: SeriesKey): string => `${key.series}#${key.interval}`;

/**
 * Nothing is written where it would change nothing, and nothing by whom another has overtaken; `known` is what was found
 * on any series of the symbol.
 */
async function projectOnto(
  deps: ProjectDeps,
  rule: WatchedRule,
  { key, known }: { readonly key: SeriesKey; readonly known: readonly Instance[] },
): Promise<readonly Instance[]> {
  const { tenant, id } = rule.stored;
  const symbol = symbolOf(key.series);
  let found = known;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const next = projectedInstance(rule, { key, now: deps.clock.now() }, found);
    const standing = standingOn(key, found);
    if (standing && isSame(standing, next)) return [standing];
    if (await isOvertaken(deps, rule.stored, attempt > 0 ? 'contested' : standing)) return [];
    if (await deps.instances.put(next, standing?.stateVersion)) return [next];
    found = await deps.instances.ofRule(
      tenant,
      id,
      possibleSeries({ tenant, interval: key.interval }, [symbol]),
    );
  }
  throw new Problem('STORE_CONFLICT', `Rule "${id}" is being judged on "${symbol}". Repeat the change.`);
}

/** Whether a rule has been changed or deleted since it was read; asked where what stands gives reason to. */
async function isOvertaken(
  { rules }: ProjectDeps,
  { tenant, id, version }: StoredRule,
  standing: Instance | 'contested' | undefined,
): Promise<boolean> {
  if (standing === undefined) return false;
  if (standing !== 'contested' && standing.ruleVersion <= version) return false;
  return (await rules.get(tenant, id))?.version !== version;
}

/** Whether they would be written alike; where the order of their parts differs, once more than is needed. */
const isSame = (standing: Instance, next: Instance): boolean =>
  standing.ruleVersion === next.ruleVersion &&
  JSON.stringify({ ...standing, stateVersion: next.stateVersion }) === JSON.stringify(next);
