import { inLanes } from '../inLanes';
import type { StoredRule } from '../ports/RuleStore';
import type { Watchlist } from '../ports/WatchlistStore';
import type { Deps } from './deps';
import { oneForEachSymbol, watchableSeries } from './watchedSymbols';
import type { RuleAddress, RuleView } from './writeRule';
import { foundRule, viewOf } from './writeRule';

export type ReadRuleDeps = Pick<Deps, 'rules' | 'watchlists' | 'instances'>;

/** Each symbol of each rule of a page has a state of its own to be read: a page of more ends early. */
const MOST_STATES = 1_000;
const LANES = 4;

/** Throws NOT_FOUND for a rule that is gone, and for a foreign tenant's. */
export async function readRule(deps: ReadRuleDeps, address: RuleAddress): Promise<RuleView> {
  return standingView(deps, await foundRule(deps, address));
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
  const watchlists = eachReadOnce(deps.watchlists);
  const shown = await fewEnough(
    page.items,
    async (stored) => (await watchableSeries({ watchlists }, stored)).length / 2,
  );
  const items = await inLanes(shown, LANES, (stored) => standingView({ ...deps, watchlists }, stored));
  return { items, next: shown.length < page.items.length ? shown.at(-1)?.id : page.next };
}

/** As many rules as have not too many states together, and one at least. */
async function fewEnough(
  rules: readonly StoredRule[],
  statesOf: (stored: StoredRule) => Promise<number>,
): Promise<readonly StoredRule[]> {
  let states = 0;
  for (const [place, stored] of rules.entries()) {
    states += await statesOf(stored);
    if (place > 0 && states > MOST_STATES) return rules.slice(0, place);
  }
  return rules;
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

async function standingView(
  deps: Pick<Deps, 'instances'> & { readonly watchlists: Pick<Deps['watchlists'], 'get'> },
  stored: StoredRule,
): Promise<RuleView> {
  const keys = await watchableSeries(deps, stored);
  const instances = await deps.instances.ofRule(stored.tenant, stored.id, keys);
  return viewOf(stored, oneForEachSymbol(instances), []);
}
