import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Asked } from './iamSimulation';
import type { Loose } from './template/cloudTemplate';

type Input = Record<string, Loose>;
type Part = Pick<Asked, 'action' | 'resource' | 'leadingKey' | 'attributes'>;

const arnOf = (id: string): string => JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] });
const sub = (text: string): string => JSON.stringify({ 'Fn::Sub': text });
const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const lastWord = (name: string): string => capitalised(/\w+$/.exec(name)?.[0] ?? '');

/** The partition key of any of our requests: in the key, in the item, or as the first equation of a query. */
function leadingKeyOf(input: Input): string | undefined {
  const key = input['Key'] ?? input['Item'];
  if (key !== undefined) return String(unmarshall(key as never)['PK']);
  const placeholder = /^#\w+ = (:\w+)/.exec(String(input['KeyConditionExpression']))?.[1];
  return placeholder === undefined
    ? undefined
    : String((input['ExpressionAttributeValues'] as Record<string, { S?: string }>)[placeholder]?.S);
}

/** What an update names: its key, and every attribute of its expressions. It reads all of them to answer with the item. */
function attributesOf(input: Input): readonly string[] | undefined {
  const isAll = input['UpdateExpression'] === undefined || input['ReturnValues'] === 'ALL_NEW';
  if (isAll) return undefined;
  const named = Object.values((input['ExpressionAttributeNames'] ?? {}) as Record<string, string>);
  return [...new Set([...Object.keys(input['Key'] as object), ...named])].sort();
}

/** A batch asks each partition of its keys. */
function inBatch(
  command: string,
  requests: Readonly<Record<string, { readonly Keys: readonly Loose[] }>>,
): Part[] {
  return Object.entries(requests).flatMap(([TableName, { Keys }]) => {
    const parts = Keys.map((Key) => inTable(command, { TableName, Key }));
    return [...new Map(parts.map((part) => [part.leadingKey, part])).values()];
  });
}

const inDynamo = (command: string, input: Input): Part[] => {
  const requests = input['RequestItems'];
  return requests === undefined ? [inTable(command, input)] : inBatch(command, requests as never);
};

const inTable = (command: string, input: Input): Part => {
  const table = `${lastWord(String(input['TableName']))}Table`;
  const index = input['IndexName'] as string | undefined;
  return {
    action: `dynamodb:${command}`,
    resource: index === undefined ? arnOf(table) : sub(`\${${table}.Arn}/index/${index}`),
    leadingKey: leadingKeyOf(input),
    attributes: attributesOf(input),
  };
};

const inS3 = (command: string, input: Input): Part[] => {
  if (command === 'HeadBucket' || command === 'ListObjectsV2')
    return [{ action: 's3:ListBucket', resource: arnOf('ModelsBucket') }];
  const folder = String(input['Key']).split('/')[0];
  return [{ action: `s3:${command}`, resource: sub(`\${ModelsBucket.Arn}/${folder}/*`) }];
};

const inSqs = (command: string, input: Input): Part[] => [
  {
    action: `sqs:${command.replace(/Batch$/, '')}`,
    resource: arnOf(`${lastWord(String(input['QueueUrl']))}Queue`),
  },
];

const TENANT_TOPICS = 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${param:prefix}-t-*';

const inSns = (command: string, input: Input): Part[] => {
  const name = String(input['TopicArn'] ?? input['Name']);
  const isOperators = name.endsWith('-alert-fired');
  return [
    {
      action: `sns:${command}`,
      resource: isOperators ? JSON.stringify({ Ref: 'AlertFiredTopic' }) : sub(TENANT_TOPICS),
    },
  ];
};

const SERVICES = [
  [DynamoDBClient, inDynamo],
  [S3Client, inS3],
  [SQSClient, inSqs],
  [SNSClient, inSns],
] as const;

export type Recorder = {
  readonly asked: readonly Asked[];
  /** Bodies that were sent to a queue since they were last taken. */
  takeSent(queue: string): readonly string[];
  /** Runs one function; what is asked meanwhile is asked by it. */
  as<Answer>(name: string, run: () => Promise<Answer>): Promise<Answer>;
  stop(): void;
};

type Send = (
  command: { readonly constructor: { readonly name: string }; readonly input: Input },
  ...rest: unknown[]
) => unknown;

/** Writes down every request that our clients make, on its way. */
export function recordAsked(): Recorder {
  const asked: Asked[] = [];
  const sent = new Map<string, string[]>();
  let name: string | undefined;
  const stops = SERVICES.map(([Client, partsOf]) => {
    const prototype = Client.prototype as unknown as { send: Send };
    const standing = prototype.send;
    prototype.send = function (this: unknown, command, ...rest) {
      const word = command.constructor.name.replace(/Command$/, '');
      const by = name;
      if (by !== undefined)
        asked.push(...partsOf(word, command.input).map((part) => ({ function: by, ...part })));
      for (const { MessageBody } of (command.input['Entries'] ?? []) as readonly { MessageBody?: string }[]) {
        const queue = lastWord(String(command.input['QueueUrl']));
        sent.set(queue, [...(sent.get(queue) ?? []), String(MessageBody)]);
      }
      return standing.call(this, command, ...rest);
    };
    return () => {
      prototype.send = standing;
    };
  });
  return {
    asked,
    takeSent: (queue) => {
      const bodies = sent.get(queue) ?? [];
      sent.delete(queue);
      return bodies;
    },
    as: async (function_, run) => {
      name = function_;
      try {
        return await run();
      } finally {
        name = undefined;
      }
    },
    stop: () => stops.forEach((stop) => stop()),
  };
}
