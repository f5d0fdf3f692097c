import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { clientOptions } from './clientOptions';

/** Properties of a queue that change how its messages travel; encryption and access do not occur locally. */
const ATTRIBUTES = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'VisibilityTimeout',
];

/** Edge: an existing queue keeps its messages and gets the attributes of the template. */
export async function createQueue(endpoint: string, properties: Record<string, unknown>): Promise<void> {
  const client = new SQSClient({ ...clientOptions(endpoint), useQueueUrlAsEndpoint: false });
  const QueueName = String(properties['QueueName']);
  const Attributes = queueAttributes(properties);
  const QueueUrl = await existing(client, QueueName);
  if (QueueUrl === undefined) await client.send(new CreateQueueCommand({ QueueName, Attributes }));
  else await client.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  client.destroy();
}

/** The attributes as SQS takes them: every one as text. */
export function queueAttributes(properties: Record<string, unknown>): Record<string, string> {
  const known = Object.entries(properties).filter(([name]) => ATTRIBUTES.includes(name));
  return Object.fromEntries(known.map(([name, found]) => [name, asText(found)]));
}

/** Numbers and text as they are read, a redrive policy as JSON. */
function asText(found: unknown): string {
  return typeof found === 'string' ? found : JSON.stringify(found);
}

async function existing(client: SQSClient, QueueName: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetQueueUrlCommand({ QueueName }))).QueueUrl;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) return undefined;
    throw error;
  }
}
