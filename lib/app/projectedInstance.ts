import { symbolOf } from '../market/series';
import type { Instance, SeriesKey } from '../ports/InstanceStore';
import type { StoredRule } from '../ports/RuleStore';
import { initialState } from '../rules/initialState';
import type { RuleState } from '../rules/state';
import { instantOn, momentOf } from './moment';
import { type Watched, writtenMoment } from './watchedSymbols';

type Projected = { readonly stored: StoredRule; readonly watched: Watched };

/** What stands on a series, of instances of one rule. */
export const standingOn = ({ series }: SeriesKey, found: readonly Instance[]): Instance | undefined =>
  found.find((instance) => instance.series === series);

/**
 * An instance of a rule as it stands now, on one of the series of a symbol; `found` are those that stand on any of them.
 * A state is kept as long as the rule has watched the symbol since, armed as it is.
 *
 * Edge  a symbol that joined its list again after an instance was made has left it in between: it begins anew.
 */
export function projectedInstance(
  { stored, watched }: Projected,
  { key, now }: { readonly key: SeriesKey; readonly now: number },
  found: readonly Instance[],
): Instance {
  const symbol = symbolOf(key.series);
  const joined = watched.joined(symbol);
  const isOfNow = ({ arming, watchedSince = joined.wall }: Instance): boolean =>
    arming === stored.arming && watchedSince >= joined.wall;
  const ofNow = found.filter(isOfNow);
  const kept = standingOn(key, ofNow);
  const watchedSince = [kept, ...ofNow].find((one) => one?.watchedSince)?.watchedSince;
  const since = watchedSince ?? joined.wall;
  const begun = initialState(instantOn(key.series, { ...joined, wall: since }));
  return {
    tenant: stored.tenant,
    ruleId: stored.id,
    ruleVersion: stored.version,
    arming: stored.arming,
    series: key.series,
    symbol,
    interval: key.interval,
    watchedSince: since,
    writtenAt: instantOn(key.series, writtenMoment(stored)),
    paused: stored.paused,
    rule: stored.rule,
    state: resumed(kept?.state ?? begun, resumedOn(key.series, stored)),
    // A new one begins at the instant it is made (epoch ms), so that a worker that still holds one from before writes
    // nothing: numbers rise by one with a write, and no instance is written more often than each ms.
    stateVersion: (standingOn(key, found)?.stateVersion ?? now) + 1,
  };
}

/** When a rule was last resumed (epoch ms), by the clock of a series; undefined where it never was. */
function resumedOn(
  series: string,
  { resumedAt, resumedAtWall, resumedAtSimulated, updatedAt }: StoredRule,
): number | undefined {
  if (resumedAt === undefined) return undefined;
  return instantOn(series, momentOf(resumedAt, resumedAtWall ?? updatedAt, resumedAtSimulated));
}

/** A state as it was, judged again from where its rule was resumed. */
function resumed(state: RuleState, resumedAt: number | undefined): RuleState {
  if (resumedAt === undefined || resumedAt <= state.armedAt) return state;
  return { ...state, armedAt: resumedAt, lastBar: resumedAt };
}
