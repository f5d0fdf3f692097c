import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { JobStore, TrainingJob } from '../../ports/JobStore';
import { isUnfinished } from '../isUnfinished';
import { documentOf, recordIn } from './documents';
import { UNFINISHED_JOBS, jobKey } from './keys';
import { dynamoTable } from './table';

const KEPT_SECONDS = 7 * 24 * 60 * 60;
const MS_PER_SECOND = 1_000;

/** Training jobs in the ops table, kept for a week after their last change, with its index `unfinished`. */
export function dynamoJobStore(client: DynamoDBClient, opsTable: string): JobStore {
  const table = dynamoTable(client, opsTable);
  return {
    put(job) {
      const item = {
        ...jobKey(job.tenant, job.id),
        ...documentOf(job),
        UPK: isUnfinished(job) ? UNFINISHED_JOBS : undefined,
        updatedAt: job.updatedAt,
        expiresAt: Math.ceil(job.updatedAt / MS_PER_SECOND) + KEPT_SECONDS,
      };
      return table.put(item, { expression: 'attribute_not_exists(#PK) OR attribute_exists(#UPK)' });
    },
    async get(tenant, id) {
      const item = await table.get(jobKey(tenant, id));
      return item && recordIn<TrainingJob>(item);
    },
    async stale(before, limit) {
      const items = await table.query({
        index: 'unfinished',
        where: '#UPK = :jobs AND #updatedAt < :before',
        values: { ':jobs': UNFINISHED_JOBS, ':before': before },
        limit,
      });
      return items.map((item) => recordIn<TrainingJob>(item));
    },
  };
}
