import type { Template } from './functionsProcess';
import type { Mapping } from './queuePoller';
import { resolveIntrinsics } from './resources/resolveIntrinsics';
import { StartProblem } from './startProblem';

const DEFAULT_BATCH_SIZE = 10;

type QueueEvent = { arn?: unknown; batchSize?: number; enabled?: boolean; functionResponseType?: string };

/**
 * The event source mappings that the template gives its functions.
 *
 * Throws  StartProblem when a queue is not one of the template's.
 */
export function mappingsOf(template: Template, endpoint: string, accountId?: string): Mapping[] {
  return template.functions.flatMap(({ name, queues }) =>
    queues
      .map((event) => (isPlainObject(event) && 'arn' in event ? (event as QueueEvent) : { arn: event }))
      .filter(({ enabled }: QueueEvent) => enabled !== false)
      .map((event: QueueEvent) => mapping(template, { endpoint, accountId, functionName: name, event })),
  );
}

type Place = {
  readonly endpoint: string;
  readonly accountId: string | undefined;
  readonly functionName: string;
  readonly event: QueueEvent;
};

function mapping(template: Template, { endpoint, accountId, functionName, event }: Place): Mapping {
  const queueArn = resolveIntrinsics(template.resources, event.arn, accountId);
  const [, account, queue] = /^arn:[^:]+:sqs:[^:]*:(\d+):([^:]+)$/.exec(String(queueArn)) ?? [];
  if (account === undefined || queue === undefined) {
    throw new StartProblem(
      `The queue of ${functionName} is ${JSON.stringify(event.arn)}, which is no queue's ARN.`,
    );
  }
  return {
    queueUrl: `${endpoint}/${account}/${queue}`,
    queueArn: String(queueArn),
    functionName,
    batchSize: event.batchSize ?? DEFAULT_BATCH_SIZE,
    reportsFailures: event.functionResponseType === 'ReportBatchItemFailures',
  };
}

function isPlainObject(found: unknown): found is object {
  return typeof found === 'object' && found !== null;
}
