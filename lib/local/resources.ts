import { StartProblem } from './startProblem';
import { createBucket } from './resources/createBucket';
import { createQueue } from './resources/createQueue';
import { createSubscription, createTopic } from './resources/createTopic';
import { createTable } from './resources/createTable';
import { resolveIntrinsics } from './resources/resolveIntrinsics';
import type { Resources } from './resources/resolveIntrinsics';

/** Creates one resource from its resolved properties, or brings an existing one up to date. */
export type Create = (endpoint: string, properties: Record<string, unknown>) => Promise<void>;

/** In this order: a queue names its dead-letter queue, a subscription its topic. */
const CREATE: readonly (readonly [type: string, create: Create])[] = [
  ['AWS::DynamoDB::Table', createTable],
  ['AWS::S3::Bucket', createBucket],
  ['AWS::SNS::Topic', createTopic],
  ['AWS::SQS::Queue', createQueue],
  ['AWS::SNS::Subscription', createSubscription],
];

/** What guards, records or triggers the resources above on AWS; the local stack has its own ways. */
const WITHOUT_LOCAL_MEANING = [
  'AWS::ApiGatewayV2::',
  'AWS::CloudWatch::',
  'AWS::Events::',
  'AWS::IAM::',
  'AWS::KMS::',
  'AWS::Lambda::',
  'AWS::Logs::',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::',
];

/**
 * Makes the endpoint hold what the template describes. Doing so again changes nothing.
 *
 * Throws  StartProblem for a type of resource, or an intrinsic function, that it does not know.
 */
export async function createResources(
  endpoint: string,
  resources: Resources,
  accountId?: string,
): Promise<void> {
  const known = new Set(CREATE.map(([type]) => type));
  for (const [id, { Type }] of Object.entries(resources)) {
    if (known.has(Type) || WITHOUT_LOCAL_MEANING.some((prefix) => Type.startsWith(prefix))) continue;
    throw new StartProblem(`The template's "${id}" is a ${Type}, which the local stack cannot create.`);
  }
  for (const [type, create] of CREATE) {
    const ofType = Object.values(resources).filter(({ Type }) => Type === type);
    await Promise.all(
      deadLetterQueuesFirst(ofType).map((some) =>
        createAll(endpoint, { create, some, resources, accountId }),
      ),
    );
  }
}

type Batch = {
  create: Create;
  some: readonly Resources[string][];
  resources: Resources;
  accountId: string | undefined;
};

async function createAll(endpoint: string, { create, some, resources, accountId }: Batch): Promise<void> {
  for (const { Properties = {} } of some) {
    await create(endpoint, resolveIntrinsics(resources, Properties, accountId) as Record<string, unknown>);
  }
}

/** One batch for each resource, but all queues in one: those without redrive first. */
function deadLetterQueuesFirst(ofType: readonly Resources[string][]): (readonly Resources[string][])[] {
  const sending = ofType.filter(({ Properties }) => Properties?.['RedrivePolicy'] !== undefined);
  if (sending.length === 0) return ofType.map((one) => [one]);
  return [[...ofType.filter((one) => !sending.includes(one)), ...sending]];
}
