import type { AlertRecord } from '../alerts/alertRecord';
import type { Delivery } from '../alerts/delivery';
import type { AlertQuery } from '../ports/AlertStore';
import { Problem } from '../problems';
import { quoted } from '../quoted';
import type { Deps } from './deps';

export type AlertView = { readonly alert: AlertRecord; readonly deliveries: readonly Delivery[] };

export type AlertDeps = Pick<Deps, 'alerts' | 'ledger' | 'clock'>;

export type AlertAddress = { readonly tenant: string; readonly id: string };

/** A page of a tenant's alerts, newest bar first, each with its deliveries. */
export async function listAlerts(
  deps: Pick<Deps, 'alerts' | 'ledger'>,
  query: AlertQuery,
): Promise<{ items: readonly AlertView[]; next: string | undefined }> {
  const page = await deps.alerts.list(query);
  return { items: await Promise.all(page.items.map((alert) => view(deps, alert))), next: page.next };
}

export async function readAlert(
  deps: Pick<Deps, 'alerts' | 'ledger'>,
  address: AlertAddress,
): Promise<AlertView> {
  return view(deps, known(await deps.alerts.get(address.tenant, address.id), address.id));
}

/** Marks an alert as seen; the first acknowledgement stays. */
export async function acknowledgeAlert(deps: AlertDeps, address: AlertAddress): Promise<AlertView> {
  const alert = await deps.alerts.acknowledge(address.tenant, address.id, deps.clock.now());
  return view(deps, known(alert, address.id));
}

async function view(deps: Pick<Deps, 'ledger'>, alert: AlertRecord): Promise<AlertView> {
  return { alert, deliveries: await deps.ledger.ofAlert(alert.id) };
}

function known(alert: AlertRecord | undefined, id: string): AlertRecord {
  if (alert) return alert;
  throw new Problem('NOT_FOUND', `There is no alert ${quoted(id)}.`);
}
