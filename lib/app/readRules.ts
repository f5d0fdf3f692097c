import type { SeriesKey } from '../ports/InstanceStore';
import type { StoredRule } from '../ports/RuleStore';
import type { Watchlist } from '../ports/WatchlistStore';
import type { Deps } from './deps';
import { oneForEachSymbol, possibleSeries, watchedBy } from './watchedSymbols';
import { splitWarnings } from './underSplits';
import type { RuleAddress, RuleView } from './writeRule';
import { foundRule, viewOf } from './writeRule';

type ListRuleDeps = Pick<Deps, 'rules' | 'watchlists' | 'instances'>;

export type ReadRuleDeps = ListRuleDeps & Pick<Deps, 'splits' | 'marketClock'>;

/** Each symbol of each rule of a page has a state of its own, on one of two series: a page of more ends early. */
const MOST_SERIES = 2_000;

/**
 * A rule, with what its owner is told of splits by now.
 *
 * Throws  NOT_FOUND for a rule that is gone, and for a foreign tenant's.
 */
export async function readRule(deps: ReadRuleDeps, address: RuleAddress): Promise<RuleView> {
  const stored = await foundRule(deps, address);
  const { symbols } = await watchedBy(deps, stored);
  const keys = possibleSeries({ tenant: stored.tenant, interval: stored.rule.interval }, symbols);
  const found = await deps.instances.ofRule(stored.tenant, stored.id, keys);
  const instances = oneForEachSymbol(found);
  return viewOf(stored, instances, await splitWarnings(deps, stored.rule, instances));
}

/**
 * A page of a tenant's rules, oldest first; `after` is the id of the last rule of the page before.
 *
 * Edge  it ends before `limit` where its rules watch more than a thousand symbols together.
 */
export async function listRules(
  deps: ListRuleDeps,
  { tenant, limit, after }: { readonly tenant: string; readonly limit: number; readonly after?: string },
): Promise<{ items: readonly RuleView[]; next: string | undefined }> {
  const page = await deps.rules.list(tenant, limit, after);
  const shown = await fewEnough({ watchlists: eachReadOnce(deps.watchlists) }, page.items);
  const found = await deps.instances.ofRules(
    tenant,
    shown.map(({ stored, keys }) => ({ ruleId: stored.id, keys })),
  );
  const items = shown.map(({ stored }, place) => viewOf(stored, oneForEachSymbol(found[place] ?? []), []));
  return { items, next: shown.length < page.items.length ? shown.at(-1)?.stored.id : page.next };
}

type Reached = { readonly stored: StoredRule; readonly keys: readonly SeriesKey[] };

/** As many rules as have not too many states together, and one at least. */
async function fewEnough(
  deps: { readonly watchlists: ReturnType<typeof eachReadOnce> },
  rules: readonly StoredRule[],
): Promise<readonly Reached[]> {
  const reached: Reached[] = [];
  let series = 0;
  for (const stored of rules) {
    const { tenant, rule } = stored;
    const { targets, interval } = rule;
    // Most rules name their symbols: nothing is waited for.
    const symbols = 'symbols' in targets ? targets.symbols : (await watchedBy(deps, stored)).symbols;
    const keys = possibleSeries({ tenant, interval }, symbols);
    series += keys.length;
    if (reached.length > 0 && series > MOST_SERIES) break;
    reached.push({ stored, keys });
  }
  return reached;
}

/** Many rules of a page may watch one list. */
function eachReadOnce(watchlists: Deps['watchlists']): Pick<Deps['watchlists'], 'get'> {
  const known = new Map<string, Promise<Watchlist | undefined>>();
  return {
    get: (tenant, id) => {
      const found = known.get(id) ?? watchlists.get(tenant, id);
      known.set(id, found);
      return found;
    },
  };
}
