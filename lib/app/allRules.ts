import type { StoredRule } from '../ports/RuleStore';
import type { Watchlist } from '../ports/WatchlistStore';
import type { Deps } from './deps';

const RULES_AT_ONCE = 100;

/** Every rule of a tenant, oldest first. */
export async function allRules(deps: Pick<Deps, 'rules'>, tenant: string): Promise<readonly StoredRule[]> {
  const rules: StoredRule[] = [];
  let after: string | undefined;
  do {
    const page = await deps.rules.list(tenant, RULES_AT_ONCE, after);
    rules.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return rules;
}

/** The rules of a tenant that watch a list. */
export async function rulesOn(
  deps: Pick<Deps, 'rules'>,
  { tenant, id }: Pick<Watchlist, 'tenant' | 'id'>,
): Promise<readonly StoredRule[]> {
  const rules = await allRules(deps, tenant);
  return rules.filter(({ rule }) => 'watchlist' in rule.targets && rule.targets.watchlist === id);
}
