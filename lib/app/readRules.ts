import { inLanes } from '../inLanes';
import type { SeriesKey } from '../ports/InstanceStore';
import type { StoredRule } from '../ports/RuleStore';
import type { Watchlist } from '../ports/WatchlistStore';
import type { Deps } from './deps';
import { oneForEachSymbol, seriesOfRule, watchedBy } from './watchedSymbols';
import type { RuleAddress, RuleView } from './writeRule';
import { foundRule, viewOf } from './writeRule';

export type ReadRuleDeps = Pick<Deps, 'rules' | 'watchlists' | 'instances'>;

/** Each symbol of each rule of a page has a state of its own, on one of two series: a page of more ends early. */
const MOST_SERIES = 2_000;
const LANES = 4;

/** Throws NOT_FOUND for a rule that is gone, and for a foreign tenant's. */
export async function readRule(deps: ReadRuleDeps, address: RuleAddress): Promise<RuleView> {
  const stored = await foundRule(deps, address);
  const { symbols } = await watchedBy(deps, stored);
  const found = await deps.instances.ofRule(stored.tenant, stored.id, seriesOfRule(stored, symbols));
  return viewOf(stored, oneForEachSymbol(found), []);
}

/**
 * A page of a tenant's rules, oldest first; `after` is the id of the last rule of the page before.
 *
 * Edge  it ends before `limit` where its rules watch more than a thousand symbols together.
 */
export async function listRules(
  deps: ReadRuleDeps,
  { tenant, limit, after }: { readonly tenant: string; readonly limit: number; readonly after?: string },
): Promise<{ items: readonly RuleView[]; next: string | undefined }> {
  const page = await deps.rules.list(tenant, limit, after);
  const shown = fewEnough(page.items, await listsOf(deps, tenant, page.items));
  const found = await deps.instances.ofRules(
    tenant,
    shown.map(({ stored, keys }) => ({ ruleId: stored.id, keys })),
  );
  const items = shown.map(({ stored }, place) => viewOf(stored, oneForEachSymbol(found[place] ?? []), []));
  return { items, next: shown.length < page.items.length ? shown.at(-1)?.stored.id : page.next };
}

type Reached = { readonly stored: StoredRule; readonly keys: readonly SeriesKey[] };

/** Watchlists by id. */
type Lists = ReadonlyMap<string, Watchlist | undefined>;

/** As many rules as have not too many states together, and one at least. */
function fewEnough(rules: readonly StoredRule[], lists: Lists): readonly Reached[] {
  const reached: Reached[] = [];
  let series = 0;
  for (const stored of rules) {
    const keys = seriesOfRule(stored, symbolsOf(stored, lists));
    series += keys.length;
    if (reached.length > 0 && series > MOST_SERIES) break;
    reached.push({ stored, keys });
  }
  return reached;
}

function symbolsOf({ rule: { targets } }: StoredRule, lists: Lists): readonly string[] {
  if ('symbols' in targets) return targets.symbols;
  return lists.get(targets.watchlist)?.symbols ?? [];
}

/** The watchlists that rules name: many of a page may watch one. */
async function listsOf(
  { watchlists }: ReadRuleDeps,
  tenant: string,
  rules: readonly StoredRule[],
): Promise<Lists> {
  const named = rules.flatMap(({ rule: { targets } }) => ('symbols' in targets ? [] : targets.watchlist));
  const read = async (id: string) => [id, await watchlists.get(tenant, id)] as const;
  return new Map(await inLanes([...new Set(named)], LANES, read));
}
