import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AlertRecord, AlertState } from '../../alerts/alertRecord';
import type { AlertQuery, AlertStore } from '../../ports/AlertStore';
import { alertIdAt, alertPosition } from '../../alerts/alertPosition';
import { ifAbsent, ifOneOf, ifStill } from './conditions';
import { documentOf, numberIn, recordIn, textIn, type Item } from './documents';
import { alertKey, outboxPartition, outboxPartitions, tenantPartition } from './keys';
import { dynamoTable } from './table';

/** What changes after an alert was recorded stands beside the document and wins over it. */
const alertIn = (item: Item): AlertRecord => ({
  ...recordIn<AlertRecord>(item),
  state: textIn(item, 'state') as AlertState,
  acknowledgedAt: numberIn(item, 'acknowledgedAt') ?? null,
});

/** The item that an alert begins as; a `dueAt` puts it on the outbox index. */
const itemOf = (alert: AlertRecord, dueAt: number | undefined) => ({
  ...alertKey(alert.id),
  ...documentOf(alert),
  tenant: alert.tenant,
  symbol: alert.symbol,
  ruleId: alert.ruleId,
  state: alert.state,
  acknowledgedAt: alert.acknowledgedAt ?? undefined,
  GPK: tenantPartition(alert.tenant),
  GSK: alertPosition(alert),
  OPK: dueAt === undefined ? undefined : outboxPartition(alert.id),
  dueAt,
});

const dueAtOf = (item: Item): number => numberIn(item, 'dueAt') ?? 0;

const FILTERS = ['symbol', 'ruleId', 'state'] as const;

function filterOf(query: AlertQuery): { filter: string | undefined; values: Record<string, string> } {
  const asked = FILTERS.flatMap((name) => {
    const wanted = query[name];
    return wanted === undefined ? [] : [{ name, wanted }];
  });
  return {
    filter: asked.length > 0 ? asked.map(({ name }) => `#${name} = :${name}`).join(' AND ') : undefined,
    values: Object.fromEntries(asked.map(({ name, wanted }) => [`:${name}`, wanted])),
  };
}

/** Alerts in the alerts table, with its indexes `byTenant` and `outbox`. */
export function dynamoAlertStore(client: DynamoDBClient, alertsTable: string): AlertStore {
  const table = dynamoTable(client, alertsTable);
  return {
    async record(alert, dueAt) {
      return (await table.put(itemOf(alert, dueAt), ifAbsent())) ? 'recorded' : 'exists';
    },
    async get(tenant, id) {
      const item = await table.get(alertKey(id));
      return item?.tenant === tenant ? alertIn(item) : undefined;
    },
    async list(query) {
      const { tenant, limit, after } = query;
      const { filter, values } = filterOf(query);
      const GPK = tenantPartition(tenant);
      const found = await table.query({
        index: 'byTenant',
        where: '#GPK = :tenant',
        filter,
        values: { ':tenant': GPK, ...values },
        descending: true,
        after: after === undefined ? undefined : { ...alertKey(alertIdAt(after)), GPK, GSK: after },
        limit: limit + 1,
      });
      const items = found.slice(0, limit).map(alertIn);
      const last = items.at(-1);
      return { items, next: last && found.length > limit ? alertPosition(last) : undefined };
    },
    async moveTo(alert, from, to, dueAt) {
      const place =
        dueAt === undefined
          ? { expression: 'SET #state = :to REMOVE #OPK, #dueAt', values: { ':to': to } }
          : {
              expression: 'SET #state = :to, #OPK = :outbox, #dueAt = :dueAt',
              values: { ':to': to, ':outbox': outboxPartition(alert.id), ':dueAt': dueAt },
            };
      return (
        (await table.update(alertKey(alert.id), { ...place, when: ifOneOf('state', from) })) !== undefined
      );
    },
    async acknowledge(tenant, id, at) {
      const item = await table.update(alertKey(id), {
        expression: 'SET #acknowledgedAt = if_not_exists(#acknowledgedAt, :at)',
        values: { ':at': at },
        when: ifStill('tenant', tenant),
      });
      return item && alertIn(item);
    },
    async overdue(now, limit) {
      const shards = await Promise.all(
        outboxPartitions().map((shard) =>
          table.query({
            index: 'outbox',
            where: '#OPK = :shard AND #dueAt <= :now',
            values: { ':shard': shard, ':now': now },
            limit,
          }),
        ),
      );
      return shards
        .flat()
        .sort((a, b) => dueAtOf(a) - dueAtOf(b))
        .slice(0, limit)
        .map(alertIn);
    },
  };
}
