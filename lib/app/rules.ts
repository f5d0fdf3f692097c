import type { StoredRule } from '../ports/RuleStore';
import type { Moment } from '../ports/WatchlistStore';
import type { ProblemDetail } from '../problems';
import { Problem } from '../problems';
import { quoted } from '../quoted';
import { parseRule } from '../rules/parseRule';
import type { Rule } from '../rules/rule';
import type { Deps } from './deps';
import { keepWatchlist } from './keepWatchlist';
import { madeOnce } from './madeOnce';
import { momentNow } from './moment';
import { orElse } from './orElse';
import { freshWriter, NOTHING, unlessRefused } from './reprojectRules';
import { armedOnWall, writtenMoment } from './watchedSymbols';
import type { RuleAddress, RuleDeps, RuleView } from './writeRule';
import { changeRule, foundRule, writeRule } from './writeRule';

const MOST_RULES = 500;

/**
 * Stores a rule and arms it from market now on. One that an earlier attempt at the same request has left is taken as
 * it stands, and brought to its end.
 *
 * Edge    of creations at the same time each counts the others: fewer than there is room for may be let through. A
 *         rule whose place could not be counted is taken back by who made it, unless somebody has changed it by then;
 *         one that is counted stays, and what fails
 *         after that is ended by the next attempt or by the reconciler.
 * Throws  RULE_INVALID with every mistake it found; LIMIT_EXCEEDED at the 501st rule.
 */
export async function createRule(
  deps: RuleDeps,
  input: { tenant: string; body: unknown },
): Promise<RuleView> {
  const { tenant } = input;
  const rule = await acceptedRule(deps, input);
  const id = deps.ids.next('rule');
  return madeOnce(deps, {
    look: () => deps.rules.get(tenant, id),
    end: (left) => endRule(deps, left),
    make: () => makeRule(deps, { tenant, id, rule }),
  });
}

async function makeRule(deps: RuleDeps, made: Pick<StoredRule, 'tenant' | 'id' | 'rule'>): Promise<RuleView> {
  await requireRoom(deps, made.tenant, MOST_RULES - 1);
  const stored = freshRule(deps, made);
  return writeRule(deps, { stored }, async () => {
    await onTarget(deps, stored, () => deps.rules.create(stored));
    await orElse(() => removeOf(deps, stored), requireRoom(deps, stored.tenant, MOST_RULES));
  });
}

/** A rule that was left is its owner's by now: it is taken back only where it is as it was left, and there is no room. */
async function endRule(deps: RuleDeps, left: StoredRule): Promise<RuleView> {
  return writeRule(deps, { former: left, stored: left }, async () => {
    if (left.version > 1 || (await hasRoom(deps, left.tenant, MOST_RULES))) return;
    await orElse(() => removeOf(deps, left), Promise.reject(noRoom()));
  });
}

function freshRule(deps: RuleDeps, made: Pick<StoredRule, 'tenant' | 'id' | 'rule'>): StoredRule {
  const now = momentNow(deps);
  return {
    ...made,
    version: 1,
    arming: 1,
    ...armed(now),
    paused: false,
    createdAt: now.wall,
    updatedAt: now.wall,
  };
}

const armed = ({ market, wall, simulated }: Required<Moment>) => ({
  armedAt: market,
  armedAtWall: wall,
  armedAtSimulated: simulated,
});

async function requireRoom(deps: Pick<Deps, 'rules'>, tenant: string, most: number): Promise<void> {
  if (!(await hasRoom(deps, tenant, most))) throw noRoom();
}

const hasRoom = async (deps: Pick<Deps, 'rules'>, tenant: string, most: number): Promise<boolean> =>
  (await deps.rules.count(tenant, most + 1)) <= most;

const noRoom = (): Problem =>
  new Problem('LIMIT_EXCEEDED', `The tenant has ${MOST_RULES} rules, which is the most; delete one first.`);

/**
 * Replaces a rule that still has the version its editor read. Only a change of what is judged
 * re-arms it; other edits keep the states.
 */
export async function replaceRule(
  deps: RuleDeps,
  input: RuleAddress & { expectedVersion: number; body: unknown },
): Promise<RuleView> {
  const standing = await foundAt(deps, input);
  const rule = await acceptedRule(deps, input);
  const rearms = judgedPart(rule) !== judgedPart(standing.rule);
  const now = momentNow(deps);
  const version = input.expectedVersion + 1;
  const rearmed = rearms && { arming: version, ...armed(now) };
  const armedAtWall = armedOnWall(standing);
  const { writtenAt: _before, ...kept } = standing;
  // Prices in a condition that stays are of the day on which they were written, whatever else makes the rule begin anew.
  const isKept = JSON.stringify(rule.when) === JSON.stringify(standing.rule.when);
  const written = isKept && (rearms || standing.writtenAt) && { writtenAt: writtenMoment(standing) };
  const rest = { armedAtWall, rule, version, updatedAt: now.wall };
  const stored: StoredRule = { ...kept, ...rest, ...written, ...rearmed };
  return writeRule(deps, { former: standing, stored }, () =>
    onTarget(deps, stored, () => deps.rules.replace(stored, input.expectedVersion)),
  );
}

/** Deletes a rule that still has the version its editor read. */
export async function removeRule(
  deps: RuleDeps,
  input: RuleAddress & { expectedVersion: number },
): Promise<void> {
  const standing = await foundAt(deps, input);
  await changeRule(deps, { address: standing, former: standing }, () => removeOf(deps, standing));
}

const removeOf = ({ rules }: Pick<Deps, 'rules'>, { tenant, id, version }: StoredRule): Promise<void> =>
  rules.remove(tenant, id, version);

async function acceptedRule(
  deps: Pick<Deps, 'watchlists'>,
  { tenant, body }: { readonly tenant: string; readonly body: unknown },
): Promise<Rule> {
  const parsed = parseRule(body);
  if (!parsed.ok) throw refused(parsed.details);
  await requireTarget(deps, { tenant, rule: parsed.rule });
  return parsed.rule;
}

/**
 * Writes a rule while the watchlist that it names stands: until the rule is there, who deletes the list is kept from it
 * by the note.
 */
async function onTarget(
  deps: RuleDeps,
  { tenant, rule }: Pick<StoredRule, 'tenant' | 'rule'>,
  write: () => Promise<void>,
): Promise<void> {
  if ('symbols' in rule.targets) return write();
  const subject = { tenant, kind: 'watchlist', id: rule.targets.watchlist } as const;
  const note = await deps.reprojections.note(subject, NOTHING, freshWriter(deps));
  await unlessRefused(deps, note, async () => {
    await requireTarget(deps, { tenant, rule });
    await write();
  });
  // The rule stands: where the note cannot be cleared now, the reconciler clears it.
  await deps.reprojections
    .clear(note, [note.own])
    .catch((error: unknown) => deps.log.warn('a note is cleared later', { error }));
}

/** Throws RULE_INVALID where the watchlist that a rule names is not there, or not any more. */
async function requireTarget(
  deps: Pick<Deps, 'watchlists'>,
  { tenant, rule: { targets } }: Pick<StoredRule, 'tenant' | 'rule'>,
): Promise<void> {
  if ('symbols' in targets || (await keepWatchlist(deps, { tenant, id: targets.watchlist }))) return;
  const message = `there is no watchlist ${quoted(targets.watchlist)}; create it first, or name symbols`;
  throw refused([{ path: 'targets.watchlist', message }]);
}

function refused(details: readonly ProblemDetail[]): Problem {
  const first = details[0];
  const place = first ? ` First: ${first.path === '' ? 'the body' : first.path}: ${first.message}.` : '';
  const mistakes = details.length === 1 ? '1 mistake' : `${details.length} mistakes`;
  return new Problem('RULE_INVALID', `The rule has ${mistakes}.${place}`, { details });
}

/** Canonical text of what a rule judges: states survive as long as it stays the same. */
const judgedPart = (rule: Rule): string => JSON.stringify([rule.when, rule.targets, rule.interval]);

/** The rule, if it still has the version its editor read; the store checks once more when it is written. */
async function foundAt(
  deps: Pick<Deps, 'rules'>,
  address: RuleAddress & { readonly expectedVersion: number },
): Promise<StoredRule> {
  const standing = await foundRule(deps, address);
  const { version } = standing;
  if (version === address.expectedVersion) return standing;
  const said = `Rule "${address.id}" is at version ${version}, not "${address.expectedVersion}"`;
  throw new Problem('STORE_CONFLICT', `${said}. Read it again and repeat the change.`);
}
