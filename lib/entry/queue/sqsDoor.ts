import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import type { Correlation } from '../../ports/Correlation';
import type { Log } from '../../ports/Log';
import type { Metrics } from '../../ports/Metrics';
import { wellFormedCorrelationId } from '../correlationId';
import { failureFields } from '../failureFields';
import type { Compose } from '../firstUse';
import { firstUse } from '../firstUse';
import { readMessage } from './readMessage';

export type WorkerDeps = {
  readonly log: Log;
  readonly correlation: Correlation;
  readonly metrics: Metrics;
};

export type SqsHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/**
 * A Lambda handler for SQS batches. A message that is malformed or whose use case throws is reported
 * as failed, so that the queue hands it out again and at last puts it aside; the others are done.
 * Equal messages of a batch are one job: it is done once, and its outcome is that of each. What it logs and sends
 * carries the correlation id that came with the message.
 *
 * Throws  CONFIG_INVALID, before any message is touched: the whole batch comes back.
 */
export function sqsDoor<Schema extends z.ZodType, Deps extends WorkerDeps>(
  doorName: string,
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
    const tried = async ({ body, messageId, attributes }: SQSRecord): Promise<void> => {
      try {
        await jobOf(body);
      } catch (error) {
        const receives = Number(attributes.ApproximateReceiveCount);
        deps.log.error('message failed', { messageId, receives, ...failureFields(error) });
        deps.metrics.count('failures_total', { function: doorName });
        throw error;
      }
    };
    const handleRecord = (record: SQSRecord): Promise<void> =>
      deps.correlation.within(causeOf(record) ?? context.awsRequestId, () => tried(record));
    const processor = new BatchProcessor(EventType.SQS);
    const answer = await processPartialResponse(event, handleRecord, processor, {
      context,
      throwOnFullBatchFailure: false,
    });
    await deps.correlation.within(context.awsRequestId, () => deps.metrics.publish());
    return answer;
  };
}

const causeOf = ({ messageAttributes }: SQSRecord): string | undefined =>
  wellFormedCorrelationId(messageAttributes?.['correlationId']?.stringValue);
