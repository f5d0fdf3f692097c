import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { JobStore, TrainingJob } from '../../ports/JobStore';
import { MS_PER_SECOND, isJobExpired, jobExpiresAt } from '../jobExpiry';
import { isUnfinished } from '../isUnfinished';
import { documentOf, recordIn } from './documents';
import { UNFINISHED_JOBS, jobKey } from './keys';
import { dynamoTable } from './table';

/**
 * Training jobs in the ops table, with its index `unfinished`. DynamoDB deletes what has expired up to days
 * late: until then it is passed over here.
 */
export function dynamoJobStore(client: DynamoDBClient, opsTable: string): JobStore {
  const table = dynamoTable(client, opsTable);
  return {
    put(job) {
      const item = {
        ...jobKey(job.tenant, job.id),
        ...documentOf(job),
        UPK: isUnfinished(job) ? UNFINISHED_JOBS : undefined,
        updatedAt: job.updatedAt,
        expiresAt: jobExpiresAt(job),
      };
      return table.put(item, { expression: 'attribute_not_exists(#PK) OR attribute_exists(#UPK)' });
    },
    async get(tenant, id, now) {
      const item = await table.get(jobKey(tenant, id));
      const job = item && recordIn<TrainingJob>(item);
      return job && !isJobExpired(job, now) ? job : undefined;
    },
    async stale(before, limit, now) {
      const items = await table.query({
        index: 'unfinished',
        where: '#UPK = :jobs AND #updatedAt < :before',
        filter: '#expiresAt > :now',
        values: { ':jobs': UNFINISHED_JOBS, ':before': before, ':now': now / MS_PER_SECOND },
        limit,
      });
      return items.map((item) => recordIn<TrainingJob>(item));
    },
  };
}
