import { inLanes } from '../inLanes';
import type { OwnNote } from '../ports/Reprojections';
import type { StoredRule } from '../ports/RuleStore';
import { allRules } from './allRules';
import type { ReprojectDeps } from './reprojectRules';
import { freshWriter, noteRules, reprojectRules, spreadNote } from './reprojectRules';
import type { SymbolOfTenant } from './resolvedSeries';
import { possibleSeries, seriesOfSymbol } from './watchedSymbols';

const LANES = 8;

/** Notes that a first import is about to move rules to the series of its tenant. */
export const noteImport = (
  deps: ReprojectDeps,
  { tenant, symbol, interval }: SymbolOfTenant,
): Promise<OwnNote> =>
  deps.reprojections.note(
    { tenant, kind: 'import', id: `${symbol}#${interval}` },
    { symbols: [symbol], intervals: [interval] },
    freshWriter(deps),
  );

/**
 * Moves the rules that watch an imported symbol to the series of its tenant, where they do not stand on it: those
 * that were written before the first import, and those that an import that died has left behind.
 *
 * Edge  rules that have not followed after five seconds follow when the reconciler comes by.
 */
export async function followImport(
  deps: ReprojectDeps,
  imported: SymbolOfTenant,
  note: OwnNote | undefined,
): Promise<void> {
  const strays = await strayRules(deps, imported);
  if (note) return spreadNote(deps, note, strays);
  return reprojectRules(deps, await noteRules(deps, strays, [imported.symbol]));
}

/** The rules of a tenant that watch a symbol and have not one instance for it, on the tenant's own series. */
export async function strayRules(
  deps: ReprojectDeps,
  { tenant, symbol, interval }: SymbolOfTenant,
): Promise<readonly StoredRule[]> {
  const [own] = seriesOfSymbol(tenant, symbol);
  const keys = possibleSeries({ tenant, interval }, [symbol]);
  const rules = await watchingRules(deps, { tenant, symbol, interval });
  const strays = await inLanes(rules, LANES, async (stored) => {
    const instances = await deps.instances.ofRule(tenant, stored.id, keys);
    return instances.length === 1 && instances[0]?.series === own ? [] : [stored];
  });
  return strays.flat();
}

async function watchingRules(
  deps: ReprojectDeps,
  { tenant, symbol, interval }: SymbolOfTenant,
): Promise<readonly StoredRule[]> {
  const rules = (await allRules(deps, tenant)).filter(({ rule }) => rule.interval === interval);
  const listed = rules.flatMap(({ rule }) => ('watchlist' in rule.targets ? [rule.targets.watchlist] : []));
  const lists = await Promise.all([...new Set(listed)].map((id) => deps.watchlists.get(tenant, id)));
  const naming = new Set(lists.flatMap((list) => (list?.symbols.includes(symbol) ? [list.id] : [])));
  return rules.filter(({ rule: { targets } }) =>
    'watchlist' in targets ? naming.has(targets.watchlist) : targets.symbols.includes(symbol),
  );
}
