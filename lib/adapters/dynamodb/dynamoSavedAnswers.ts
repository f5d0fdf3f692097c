import {
  IdempotencyAlreadyInProgressError,
  IdempotencyConfig,
  IdempotencyInconsistentStateError,
  IdempotencyPersistenceLayerError,
  IdempotencyValidationError,
  makeIdempotent,
} from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { RepeatableRequest, SavedAnswers } from '../../ports/SavedAnswers';
import { Problem } from '../../problems';
import { keyInUse, keyOfAnother } from '../savedAnswerProblems';
import { savedAnswersPartition } from './keys';

const KEPT_SECONDS = 24 * 3_600;

/** Saved answers in the ops table, kept by Powertools' idempotency: an item per key under its tenant. */
export function dynamoSavedAnswers(client: DynamoDBClient, opsTable: string): SavedAnswers {
  const layerOf = (tenant: string) =>
    new DynamoDBPersistenceLayer({
      tableName: opsTable,
      keyAttr: 'PK',
      sortKeyAttr: 'SK',
      staticPkValue: savedAnswersPartition(tenant),
      expiryAttr: 'expiresAt',
      awsSdkV3Client: client,
    });

  return {
    async once(request, run) {
      const { tenant, route, key, content, mostMs } = request;
      const config = new IdempotencyConfig({
        eventKeyJmesPath: 'name',
        payloadValidationJmesPath: 'content',
        expiresAfterSeconds: KEPT_SECONDS,
        hashFunction: 'sha256',
      });
      // All that is asked of a Lambda context is how much time is left.
      config.registerLambdaContext({ getRemainingTimeInMillis: () => mostMs } as never);
      let failure: unknown;
      const noted = async (_: object) => {
        try {
          return await run();
        } catch (error) {
          failure = error;
          throw error;
        }
      };
      const persistenceStore = layerOf(tenant);
      try {
        return await makeIdempotent(noted, { persistenceStore, config, keyPrefix: route })({
          name: [route, key],
          content,
        });
      } catch (error) {
        throw failure ?? problemOf(error, request);
      }
    },
  };
}

/** What Powertools found, in our words. */
function problemOf(error: unknown, { key }: RepeatableRequest): unknown {
  if (error instanceof IdempotencyValidationError) return keyOfAnother(key);
  if (error instanceof IdempotencyAlreadyInProgressError) return keyInUse(key);
  if (error instanceof IdempotencyInconsistentStateError) return keyInUse(key);
  if (!(error instanceof IdempotencyPersistenceLayerError)) return error;
  return new Problem('STORE_UNAVAILABLE', 'The store of saved answers does not answer. Try again.', {
    cause: error,
  });
}
