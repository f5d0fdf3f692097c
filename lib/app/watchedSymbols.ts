import type { Interval } from '../market/interval';
import { importedSeries } from '../market/series';
import type { Instance, SeriesKey } from '../ports/InstanceStore';
import type { Note } from '../ports/Reprojections';
import type { StoredRule } from '../ports/RuleStore';
import type { Moment, Watchlist } from '../ports/WatchlistStore';
import type { Deps } from './deps';
import { laterOf, momentOf } from './moment';

type WatchlistReading = { readonly watchlists: Pick<Deps['watchlists'], 'get'> };

/** What a rule watches now. */
export type Watched = {
  readonly symbols: readonly string[];
  /** From when on one of them is watched. */
  readonly joined: (symbol: string) => Moment;
  /** Of the watchlist; undefined where the rule names its symbols, or the list is gone. */
  readonly version?: number;
};

/**
 * The symbols of a rule: its own, or those of its watchlist as it stands.
 *
 * Edge  a watchlist that is gone has none: the rule watches nothing.
 */
export async function watchedBy(deps: WatchlistReading, stored: StoredRule): Promise<Watched> {
  const { tenant, rule } = stored;
  const armed = armedMoment(stored);
  if ('symbols' in rule.targets) return { symbols: rule.targets.symbols, joined: () => armed };
  const list = await deps.watchlists.get(tenant, rule.targets.watchlist);
  if (list === undefined) return { symbols: [], joined: () => armed };
  const joined = (symbol: string) => laterOf(armed, joinedList(list, symbol));
  return { symbols: list.symbols, joined, version: list.version };
}

/** When a symbol of a watchlist joined it; a list of before that was noted has its last change. */
export const joinedList = (
  { joins, armedAt, armedAtSimulated, updatedAt }: Watchlist,
  symbol: string,
): Moment => joins?.[symbol] ?? momentOf(armedAt, updatedAt, armedAtSimulated);

/** When a rule was armed, by every clock. */
const armedMoment = (stored: StoredRule): Moment =>
  momentOf(stored.armedAt, armedOnWall(stored), stored.armedAtSimulated);

/** When the condition of a rule was written, by every clock. */
export const writtenMoment = (stored: StoredRule): Moment => stored.writtenAt ?? armedMoment(stored);

/** Wall time (epoch ms) at which a rule was armed. */
export const armedOnWall = ({ armedAtWall, updatedAt }: StoredRule): number => armedAtWall ?? updatedAt;

/** The series that a symbol may mean to a tenant, imported or not; its own comes first. */
export const seriesOfSymbol = (tenant: string, symbol: string): readonly [string, string] => [
  importedSeries(tenant, symbol),
  symbol,
];

/** Every series on which a rule of a tenant can have instances for these symbols. */
export const possibleSeries = (
  { tenant, interval }: { readonly tenant: string; readonly interval: Interval },
  symbols: readonly string[],
): readonly SeriesKey[] =>
  symbols.flatMap((symbol) => seriesOfSymbol(tenant, symbol).map((series) => ({ series, interval })));

/** Every series that a note of a rule tells of. */
export const reachedBy = ({ tenant, symbols, intervals }: Note): readonly SeriesKey[] =>
  intervals.flatMap((interval) => possibleSeries({ tenant, interval }, symbols));

/**
 * Instances of one rule without those whose symbol an earlier one has: while it moves from one series to
 * another it may have two.
 */
export function oneForEachSymbol(instances: readonly Instance[]): readonly Instance[] {
  const symbols = new Set<string>();
  return instances.filter(({ symbol }) => symbols.size < symbols.add(symbol).size);
}
