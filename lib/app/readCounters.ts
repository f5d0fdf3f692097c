import type { Count } from '../ports/Metrics';
import type { Deps } from './deps';

/** What was counted for a tenant, and what was counted for the deployment; nothing of other tenants. */
export async function readCounters(
  { counters }: Pick<Deps, 'counters'>,
  { tenant }: { readonly tenant: string },
): Promise<readonly Count[]> {
  const [own, deployment] = await Promise.all([counters.totals(tenant), counters.totals(undefined)]);
  return [...own, ...deployment];
}
