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
import type { Clock } from '../../ports/Clock';
import type { Ids } from '../../ports/Ids';
import type { Log } from '../../ports/Log';
import type { RepeatableRequest, SavedAnswers } from '../../ports/SavedAnswers';
import { Problem } from '../../problems';
import { isOutage } from '../aws/isOutage';
import type { PackedAnswer } from '../packedAnswer';
import { packedAnswer, unpackedAnswer } from '../packedAnswer';
import { keyInUse, keyOfAnother } from '../savedAnswerProblems';
import { dynamoAttempts } from './dynamoAttempts';
import { savedAnswersPartition } from './keys';

const KEPT_SECONDS = 24 * 3_600;

export type SavingDeps = { readonly clock: Clock; readonly ids: Ids; readonly log: Log };

/**
 * Saved answers in the ops table, kept by Powertools' idempotency: an item per key under its tenant, compressed where
 * that pays.
 *
 * Edge  an answer that does not fit into an item, or whose item cannot be written any more, goes to its caller all the
 *       same; the key of the former is free at once, that of the latter once its time is over.
 */
export function dynamoSavedAnswers(client: DynamoDBClient, opsTable: string, deps: SavingDeps): SavedAnswers {
  const attemptAt = dynamoAttempts(client, opsTable, deps);
  const layerOf = ({ tenant, signal }: RepeatableRequest) =>
    new DynamoDBPersistenceLayer({
      tableName: opsTable,
      keyAttr: 'PK',
      sortKeyAttr: 'SK',
      staticPkValue: savedAnswersPartition(tenant),
      expiryAttr: 'expiresAt',
      awsSdkV3Client: untilAborted(client, signal),
    });

  return {
    async once(request, run) {
      const { route, key, content } = request;
      let given: string | undefined;
      let failure: unknown;
      const noted = async (_: object): Promise<PackedAnswer> => {
        try {
          given = await run(await attemptAt(request));
          return await fitting(given);
        } catch (error) {
          failure = error;
          throw error;
        }
      };
      const persistenceStore = layerOf(request);
      const saved = makeIdempotent(noted, { persistenceStore, config: configOf(request), keyPrefix: route });
      try {
        return await unpackedAnswer(await saved({ name: [route, key], content }));
      } catch (error) {
        if (given === undefined) throw failure ?? problemOf(error, request);
        deps.log.warn('answer not saved', { route, reason: reasonOf(error) });
        return given;
      }
    },
  };
}

/** A client that sends nothing more once nobody waits for it. */
const untilAborted = (client: DynamoDBClient, signal: AbortSignal): DynamoDBClient =>
  Object.create(client, {
    send: {
      value: async (command: never): Promise<unknown> => {
        signal.throwIfAborted();
        return client.send(command);
      },
    },
  }) as DynamoDBClient;

function configOf({ mostMs }: RepeatableRequest): IdempotencyConfig {
  const config = new IdempotencyConfig({
    eventKeyJmesPath: 'name',
    payloadValidationJmesPath: 'content',
    expiresAfterSeconds: KEPT_SECONDS,
    hashFunction: 'sha256',
  });
  // All that is asked of a Lambda context is how much time is left.
  config.registerLambdaContext({ getRemainingTimeInMillis: () => mostMs } as never);
  return config;
}

/** The answer as it is kept; where it is too large, Powertools hears of a failure, and releases the key. */
async function fitting(answer: string): Promise<PackedAnswer> {
  const packed = await packedAnswer(answer);
  if (packed === undefined) throw new Error(`an answer of ${answer.length} characters is too large`);
  return packed;
}

/** What Powertools found, in our words. What is neither that nor an outage is thrown as it came: a bug of ours. */
function problemOf(error: unknown, { key }: RepeatableRequest): unknown {
  if (error instanceof IdempotencyValidationError) return keyOfAnother(key);
  if (error instanceof IdempotencyAlreadyInProgressError) return keyInUse(key);
  if (error instanceof IdempotencyInconsistentStateError) return keyInUse(key);
  if (!(error instanceof IdempotencyPersistenceLayerError)) return error;
  if (!isOutage(error.cause)) return error.cause ?? error;
  return new Problem('STORE_UNAVAILABLE', 'The store of saved answers does not answer. Try again.', {
    cause: error,
  });
}

const reasonOf = (error: unknown): string => {
  const { cause = error } = error as { readonly cause?: unknown };
  return cause instanceof Error ? cause.message : String(cause);
};
