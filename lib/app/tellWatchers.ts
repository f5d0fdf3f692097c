import { marketNotice, NOTICE_SEVERITY, type SeriesChange } from '../alerts/marketNotice';
import { targetsOf } from '../alerts/targets';
import { inLanes } from '../inLanes';
import { symbolOf } from '../market/series';
import type { Instance } from '../ports/InstanceStore';
import type { Deps } from './deps';
import { dispatchAlert, type DispatchDeps } from './dispatchAlert';

export type TellDeps = DispatchDeps & Pick<Deps, 'subscriptions' | 'log' | 'metrics'>;

const LANES = 8;

/**
 * Tells everybody who has a rule on a series what became of its bars: one notice for each tenant, recorded before it
 * is sent.
 *
 * Edge  what was recorded before is not sent again: should its worker have died in between, the reconciler sends it.
 */
export async function tellWatchers(
  deps: TellDeps,
  instances: readonly Instance[],
  change: SeriesChange,
): Promise<void> {
  const tenants = [...new Set(instances.map(({ tenant }) => tenant))];
  await inLanes(tenants, LANES, (tenant) => tellTenant(deps, tenant, change));
}

/** Those of some instances whose tenant was told of a change. */
export async function whoWasTold(
  { alerts }: Pick<Deps, 'alerts'>,
  instances: readonly Instance[],
  change: SeriesChange,
): Promise<readonly Instance[]> {
  const tenants = [...new Set(instances.map(({ tenant }) => tenant))];
  const told = await inLanes(tenants, LANES, async (tenant) => {
    const { id } = marketNotice(tenant, change, { targets: [], createdAt: 0 });
    return (await alerts.get(tenant, id)) === undefined ? [] : [tenant];
  });
  return instances.filter(({ tenant }) => told.flat().includes(tenant));
}

async function tellTenant(deps: TellDeps, tenant: string, change: SeriesChange): Promise<void> {
  const subscribers = await deps.subscriptions.list(tenant);
  const targets = targetsOf(subscribers, NOTICE_SEVERITY, symbolOf(change.series));
  const createdAt = deps.clock.now();
  const notice = marketNotice(tenant, change, { targets, createdAt });
  const isTold = targets.length > 0;
  const dueAt = isTold ? createdAt + deps.timing.outboxDueMs : undefined;
  if ((await deps.alerts.record(notice, dueAt)) === 'exists') return;
  const { id, event, series, interval, barClosedAt, why } = notice;
  deps.metrics.count('notices_recorded_total', { event: change.event }, { tenant });
  deps.log.info('notice', {
    id,
    tenant,
    event,
    series,
    interval,
    barClosedAt,
    notify: isTold,
    why: why.code,
  });
  if (isTold) await dispatchAlert(deps, notice);
}
