import type { SeriesKey } from '../ports/InstanceStore';
import type { StoredRule } from '../ports/RuleStore';
import type { Rule } from '../rules/rule';
import type { Deps } from './deps';

/** What a rule watches now. */
export type Watched = {
  readonly symbols: readonly string[];
  /** Market time (epoch ms) from which on a symbol that has joined is watched. */
  readonly joinedAt: number;
  /** Of the watchlist; undefined where the rule names its symbols, or the list is gone. */
  readonly version?: number;
};

/**
 * The symbols of a rule: its own, or those of its watchlist as it stands.
 *
 * Edge  a watchlist that is gone has none: the rule watches nothing.
 */
export async function watchedBy(
  deps: Pick<Deps, 'watchlists'>,
  { tenant, rule, armedAt }: Pick<StoredRule, 'tenant' | 'rule' | 'armedAt'>,
): Promise<Watched> {
  if ('symbols' in rule.targets) return { symbols: rule.targets.symbols, joinedAt: armedAt };
  const list = await deps.watchlists.get(tenant, rule.targets.watchlist);
  if (list === undefined) return { symbols: [], joinedAt: armedAt };
  return { symbols: list.symbols, joinedAt: Math.max(armedAt, list.armedAt), version: list.version };
}

/** Symbols as the series on which a rule has its instances. */
export const seriesOf = (
  { interval }: Pick<Rule, 'interval'>,
  symbols: readonly string[],
): readonly SeriesKey[] => symbols.map((symbol) => ({ series: symbol, interval }));

/** The series on which a stored rule has its instances. */
export const watchedSeries = async (
  deps: Pick<Deps, 'watchlists'>,
  stored: StoredRule,
): Promise<readonly SeriesKey[]> => seriesOf(stored.rule, (await watchedBy(deps, stored)).symbols);
