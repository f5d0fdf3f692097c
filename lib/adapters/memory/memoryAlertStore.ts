import type { AlertRecord } from '../../alerts/alertRecord';
import type { AlertQuery, AlertStore } from '../../ports/AlertStore';
import { alertPosition } from '../../alerts/alertPosition';
import { copyOf } from './copyOf';

type Kept = { readonly alert: AlertRecord; readonly dueAt: number | undefined };

const isAsked = (alert: AlertRecord, query: AlertQuery): boolean =>
  alert.tenant === query.tenant &&
  (query.symbol === undefined || alert.symbol === query.symbol) &&
  (query.ruleId === undefined || alert.ruleId === query.ruleId) &&
  (query.state === undefined || alert.state === query.state) &&
  (query.after === undefined || alertPosition(alert) < query.after);

/** Alerts in memory. */
export function memoryAlertStore(): AlertStore {
  const kept = new Map<string, Kept>();

  const ownAlert = (tenant: string, id: string): Kept | undefined => {
    const found = kept.get(id);
    return found?.alert.tenant === tenant ? found : undefined;
  };

  return {
    async record(alert, dueAt) {
      if (kept.has(alert.id)) return 'exists';
      kept.set(alert.id, { alert: copyOf(alert), dueAt });
      return 'recorded';
    },
    async get(tenant, id) {
      const found = ownAlert(tenant, id);
      return found?.alert;
    },
    async list(query) {
      const found = [...kept.values()]
        .map(({ alert }) => alert)
        .filter((alert) => isAsked(alert, query))
        .sort((a, b) => (alertPosition(a) > alertPosition(b) ? -1 : 1));
      const items = found.slice(0, query.limit);
      const last = items.at(-1);
      return { items, next: last && found.length > query.limit ? alertPosition(last) : undefined };
    },
    async moveTo(alert, from, to, dueAt) {
      const found = kept.get(alert.id);
      if (found === undefined || !from.includes(found.alert.state)) return false;
      kept.set(alert.id, { alert: copyOf({ ...found.alert, state: to }), dueAt });
      return true;
    },
    async acknowledge(tenant, id, at) {
      const found = ownAlert(tenant, id);
      if (found === undefined) return undefined;
      const alert = copyOf({ ...found.alert, acknowledgedAt: found.alert.acknowledgedAt ?? at });
      kept.set(id, { ...found, alert });
      return alert;
    },
    async overdue(now, limit) {
      return [...kept.values()]
        .flatMap(({ alert, dueAt }) => (dueAt !== undefined && dueAt <= now ? [{ alert, dueAt }] : []))
        .sort((a, b) => a.dueAt - b.dueAt)
        .slice(0, limit)
        .map(({ alert }) => alert);
    },
  };
}
