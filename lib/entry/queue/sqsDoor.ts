import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import type { Log } from '../../ports/Log';
import { failureFields } from '../failureFields';
import type { Compose } from '../firstUse';
import { firstUse } from '../firstUse';
import { readMessage } from './readMessage';

export type SqsHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/**
 * A Lambda handler for SQS batches. A message that is malformed or whose use case throws is reported
 * as failed, so that the queue hands it out again and at last puts it aside; the others are done.
 * Equal messages of a batch are one job: it is done once, and its outcome is that of each.
 *
 * Throws  CONFIG_INVALID, before any message is touched: the whole batch comes back.
 */
export function sqsDoor<Schema extends z.ZodType, Deps extends { readonly log: Log }>(
  messageSchema: Schema,
  compose: Compose<Deps>,
  useCase: (deps: Deps, message: z.output<Schema>) => Promise<unknown>,
): SqsHandler {
  const depsOf = firstUse(compose);
  return async (event, context) => {
    const deps = depsOf();
    const jobs = new Map<string, Promise<unknown>>();
    const jobOf = (body: string): Promise<unknown> => {
      const job = jobs.get(body) ?? useCase(deps, readMessage(messageSchema, body));
      jobs.set(body, job);
      return job;
    };
    const handleRecord = async (record: SQSRecord): Promise<void> => {
      try {
        await jobOf(record.body);
      } catch (error) {
        const { messageId, attributes } = record;
        const receives = Number(attributes.ApproximateReceiveCount);
        deps.log.error('message failed', { messageId, receives, ...failureFields(error) });
        throw error;
      }
    };
    const processor = new BatchProcessor(EventType.SQS);
    return processPartialResponse(event, handleRecord, processor, {
      context,
      throwOnFullBatchFailure: false,
    });
  };
}
