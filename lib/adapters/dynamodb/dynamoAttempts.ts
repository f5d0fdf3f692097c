import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '../../ports/Clock';
import type { Ids } from '../../ports/Ids';
import type { RepeatableRequest } from '../../ports/SavedAnswers';
import { attemptIds } from '../attemptIds';
import { textIn } from './documents';
import { attemptKey } from './keys';
import { dynamoTable } from './table';

const KEPT_SECONDS = 24 * 3_600;
const MS_PER_SECOND = 1_000;

/**
 * The ids of the next attempt at a request. Its first leaves in the ops table, before anything is made, the name that
 * the ids of all are made of; it expires no later than the answer that is saved after it.
 */
export function dynamoAttempts(
  client: DynamoDBClient,
  opsTable: string,
  { clock, ids }: { readonly clock: Clock; readonly ids: Ids },
): (request: RepeatableRequest) => Promise<Ids> {
  const table = dynamoTable(client, opsTable);
  return async ({ tenant, route, key, content }) => {
    const at = attemptKey(tenant, sha256(JSON.stringify([route, key, content])));
    const now = clock.now() / MS_PER_SECOND;
    const fresh = { request: ids.next('request'), expiresAt: Math.floor(now) + KEPT_SECONDS };
    const standing = await table.update(at, {
      expression:
        'SET #request = if_not_exists(#request, :request), #expiresAt = if_not_exists(#expiresAt, :expiresAt)',
      values: { ':request': fresh.request, ':expiresAt': fresh.expiresAt },
      when: {
        expression: 'attribute_not_exists(#PK) OR #expiresAt > :now',
        values: { ':now': now },
      },
    });
    // DynamoDB deletes what has expired up to days late.
    if (standing === undefined) await table.put({ ...at, ...fresh });
    const request = standing === undefined ? fresh.request : textIn(standing, 'request');
    return attemptIds({ request, isFirst: request === fresh.request });
  };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
