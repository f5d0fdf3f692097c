import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Subscription, SubscriptionStore } from '../../ports/SubscriptionStore';
import { type Condition, ifAbsent, ifVersion } from './conditions';
import { documentOf, type Item, recordIn, textIn } from './documents';
import {
  SUBSCRIPTION_PREFIX,
  SUBSCRIPTIONS_DUE,
  subscriptionDueKey,
  subscriptionDueUntil,
  subscriptionKey,
  tenantPartition,
} from './keys';
import { dynamoTable } from './table';

/** A note that no subscription stands for is somebody's who is about to write it, or died before that. */
const ABANDONED_MS = 10 * 60_000;

const BY_HAND: Condition = { expression: 'attribute_exists(#PK) AND attribute_not_exists(#version)' };

const subscriptionIn = (item: Item): Subscription => {
  const { version = 0, ...record } = recordIn<Omit<Subscription, 'version'> & Partial<Subscription>>(item);
  return { ...record, version };
};

const ifStill = (standing: Subscription | undefined): Condition => {
  if (standing === undefined) return ifAbsent();
  return standing.version === 0 ? BY_HAND : ifVersion(standing.version);
};

/**
 * Subscriptions in the core table. One that is due some time has a note in a partition ordered by time.
 * The note is written before and taken away after the subscription, which says itself when it is due:
 * a worker that dies in between leaves a note too many, never one too few.
 */
export function dynamoSubscriptionStore(client: DynamoDBClient, coreTable: string): SubscriptionStore {
  const table = dynamoTable(client, coreTable);

  const get = async (tenant: string, id: string): Promise<Subscription | undefined> => {
    const item = await table.get(subscriptionKey(tenant, id));
    return item && subscriptionIn(item);
  };
  const putNote = async ({ tenant, id, dueAt }: Subscription): Promise<void> => {
    if (dueAt !== undefined) await table.put({ ...subscriptionDueKey(dueAt, tenant, id), tenant, id, dueAt });
  };
  const removeNote = async ({ tenant, id, dueAt }: Subscription): Promise<void> => {
    if (dueAt !== undefined) await table.remove(subscriptionDueKey(dueAt, tenant, id));
  };
  /** The subscription that a note stands for, if it does. */
  const noted = async (note: Item, now: number): Promise<readonly Subscription[]> => {
    const [tenant, id, dueAt] = [textIn(note, 'tenant'), textIn(note, 'id'), Number(note.dueAt)];
    const subscription = await get(tenant, id);
    if (subscription?.dueAt === dueAt) return [subscription];
    if (dueAt < now - ABANDONED_MS) await table.remove({ PK: note.PK, SK: note.SK });
    return [];
  };

  return {
    get,
    async list(tenant) {
      const items = await table.query({
        where: '#PK = :tenant AND begins_with(#SK, :subscriptions)',
        values: { ':tenant': tenantPartition(tenant), ':subscriptions': SUBSCRIPTION_PREFIX },
      });
      return items.map(subscriptionIn);
    },
    async put(subscription, standing) {
      const { tenant, id, version, dueAt } = subscription;
      const isMoved = standing?.dueAt !== dueAt;
      if (isMoved) await putNote(subscription);
      const item = { ...subscriptionKey(tenant, id), ...documentOf(subscription), version };
      const isWritten = await table.put(item, ifStill(standing));
      if (isWritten && isMoved && standing) await removeNote(standing);
      return isWritten;
    },
    async remove(standing) {
      const isRemoved = await table.remove(subscriptionKey(standing.tenant, standing.id), ifStill(standing));
      if (isRemoved) await removeNote(standing);
      return isRemoved;
    },
    async due(now, limit) {
      const notes = await table.query({
        where: '#PK = :due AND #SK < :until',
        values: { ':due': SUBSCRIPTIONS_DUE, ':until': subscriptionDueUntil(now) },
        limit,
      });
      const found: Subscription[] = [];
      for (const note of notes) found.push(...(await noted(note, now)));
      return found;
    },
  };
}
