import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { MailboxItem } from '../../../lib/local/cloud/mailbox';
import { createResources } from '../../../lib/local/resources';
import { clientOptions } from '../../../lib/local/resources/clientOptions';
import { startEndpoint } from '../../support/endpoint';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

const TABLE = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    TableName: 'kept',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
  },
};

type Running = { url: string; kill: () => Promise<void> };

const ROOT = join(__dirname, '../../..');

async function startCloud(directory: string): Promise<Running> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--require', 'tsx/cjs', 'lib/local/cloud.main.ts', '--dir', directory],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const [line] = (await once(createInterface({ input: child.stdout ?? process.stdin }), 'line')) as [string];
  const { url } = JSON.parse(line) as { url: string };
  const kill = async () => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return { url, kill };
}

/** What a start says that does not come about. */
async function refusal(directory: string): Promise<string> {
  const child = spawn(
    process.execPath,
    ['--require', 'tsx/cjs', 'lib/local/cloud.main.ts', '--dir', directory],
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return said.trim();
}

const clients = (url: string) => ({
  sns: new SNSClient(clientOptions(url)),
  sqs: new SQSClient({ ...clientOptions(url), useQueueUrlAsEndpoint: false }),
  s3: new S3Client(clientOptions(url)),
  dynamodb: new DynamoDBClient(clientOptions(url)),
});

async function inbox(url: string): Promise<MailboxItem[]> {
  const answer = await fetch(`${url}/_local/mailbox`, { headers: { accept: 'application/json' } });
  return ((await answer.json()) as { items: MailboxItem[] }).items;
}

describe('the embedded cloud', () => {
  const directory = temporaryFolder();
  let cloud: Running;

  beforeAll(async () => {
    cloud = await startCloud(directory);
  }, 30_000);
  afterAll(async () => {
    await cloud.kill();
    removeTemporaryFolders();
  });

  async function topicWith(endpoint: string, ReturnSubscriptionArn = false) {
    const { sns } = clients(cloud.url);
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: `topic-${Date.now()}` }));
    const answer = await sns.send(
      new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: endpoint, ReturnSubscriptionArn }),
    );
    const list = async () =>
      (await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }))).Subscriptions?.map(
        ({ SubscriptionArn }) => SubscriptionArn,
      );
    const publish = (Message: string) => sns.send(new PublishCommand({ TopicArn, Message, Subject: 'S' }));
    const mails = async () => (await inbox(cloud.url)).filter(({ to }) => to === endpoint);
    return { answered: answer.SubscriptionArn, list, publish, mails };
  }

  const linkIn = (mail: MailboxItem | undefined) => /http\S+/.exec(mail?.text ?? '')?.[0] ?? '';

  it('sends e-mail only after the link of the confirmation mail was followed', async () => {
    const { answered, list, publish, mails } = await topicWith('asked@example.com');
    expect([answered, await list()]).toEqual(['pending confirmation', ['PendingConfirmation']]);
    await publish('too early');
    const [confirmation] = await mails();
    const page = await fetch(linkIn(confirmation), { headers: { accept: 'text/html' } });
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining('asked@example.com gets the notifications'),
    ]);
    await publish('in time');
    expect((await mails()).map(({ text }) => text)).toEqual([
      expect.stringContaining('To confirm'),
      'in time',
    ]);
    expect(await list()).toEqual([expect.stringMatching(/^arn:aws:sns:us-east-1:000000000000:topic-/)]);
  });

  it('keeps an object whose type was not said', async () => {
    const url = `${cloud.url}/untyped-${Date.now()}`;
    await fetch(url, { method: 'PUT' });
    const put = await fetch(`${url}/key`, { method: 'PUT', body: Buffer.from('kept') });
    const got = await fetch(`${url}/key`);
    expect([put.status, got.headers.get('content-type'), await got.text()]).toEqual([
      200,
      'application/octet-stream',
      'kept',
    ]);
  });

  it.each(['//', '/bucket/%zz', '/%'])('answers 400 to the address %s', async (path) => {
    const { hostname, port } = new URL(cloud.url);
    for (const method of ['GET', 'PUT']) {
      const status = await new Promise((resolve, reject) => {
        request({ hostname, port, path, method }, ({ statusCode }) => resolve(statusCode))
          .once('error', reject)
          .end();
      });
      expect([method, status]).toEqual([method, 400]);
    }
  });

  it('refuses a link that has been tampered with', async () => {
    const { list, mails } = await topicWith('tampered@example.com', true);
    const [confirmation] = await mails();
    const answer = await fetch(linkIn(confirmation).replace('Token=', 'Token=x'));
    expect([answer.status, await list()]).toEqual([400, ['PendingConfirmation']]);
  });

  it('takes no leave of a subscription before it is confirmed', async () => {
    const { sns } = clients(cloud.url);
    const { answered, list, mails } = await topicWith('hesitant@example.com', true);
    const leaving = () => sns.send(new UnsubscribeCommand({ SubscriptionArn: answered }));
    await expect(leaving()).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Invalid parameter: Cannot unsubscribe a subscription that is pending confirmation',
    });
    await fetch(linkIn((await mails())[0]));
    await leaving();
    expect(await list()).toEqual([]);
  });

  it('knows an address again by the attributes that are given, and asks anew while it is pending', async () => {
    const { sns } = clients(cloud.url);
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: `topic-again-${Date.now()}` }));
    const subscribe = async (Attributes?: Record<string, string>) =>
      (
        await sns.send(
          new SubscribeCommand({
            TopicArn,
            Protocol: 'email',
            Endpoint: 'again@example.com',
            ReturnSubscriptionArn: true,
            ...(Attributes && { Attributes }),
          }),
        )
      ).SubscriptionArn;
    const FilterPolicy = '{"severity":["critical"]}';
    const first = await subscribe({ FilterPolicy });
    expect([await subscribe(), await subscribe({ FilterPolicy })]).toEqual([first, first]);
    await expect(subscribe({ FilterPolicy: '{"severity":["info"]}' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringContaining('already exists with different attributes') as string,
    });
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: first }));
    expect(Attributes).toMatchObject({ FilterPolicy, PendingConfirmation: 'true' });
    expect((await inbox(cloud.url)).filter(({ to }) => to === 'again@example.com')).toHaveLength(3);
  });

  it('posts to an HTTP endpoint that has visited its link, until it leaves by another', async () => {
    const { sns } = clients(cloud.url);
    const endpoint = await startEndpoint(200);
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'http' }));
    const publish = (Message: string) => sns.send(new PublishCommand({ TopicArn, Message }));
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'http', Endpoint: endpoint.url }));
    const postAt = async (place: number) =>
      JSON.parse((await endpoint.until(place + 1))[place]?.body ?? '{}') as Record<string, string>;
    const asked = await postAt(0);
    await publish('too early');
    expect((await fetch(asked['SubscribeURL'] ?? '')).status).toBe(200);
    const { MessageId } = await publish('in time');
    const told = await postAt(1);
    const certificate = await (await fetch(told['SigningCertURL'] ?? '')).text();
    expect(told).toMatchObject({ Type: 'Notification', Message: 'in time', MessageId });
    expect(certificate).toContain('BEGIN CERTIFICATE');
    expect((await fetch(told['UnsubscribeURL'] ?? '')).status).toBe(200);
    await publish('too late');
    // Any page of the web could follow such a link: the topic is still there.
    await fetch(`${cloud.url}/?${new URLSearchParams({ Action: 'DeleteTopic', TopicArn }).toString()}`);
    const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    await endpoint.close();
    expect([Subscriptions, endpoint.received.length]).toEqual([[], 2]);
  });

  it('shows the mailbox as a page to a browser', async () => {
    const page = await fetch(`${cloud.url}/_local/mailbox`, { headers: { accept: 'text/html,*/*' } });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('<h1>Mailbox</h1>');
  });

  it('answers text messages without asking their reader first', async () => {
    const { sns } = clients(cloud.url);
    await sns.send(new PublishCommand({ PhoneNumber: '+15550123', Message: 'direct' }));
    expect((await inbox(cloud.url)).filter(({ to }) => to === '+15550123')).toMatchObject([
      { channel: 'sms', text: 'direct', alertIds: [] },
    ]);
  });

  it('finds everything again after it was killed, with messages in flight ready', async () => {
    const resources = {
      Table: TABLE,
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'kept' } },
      Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'kept', VisibilityTimeout: 900 } },
    };
    await createResources(cloud.url, resources);
    const before = clients(cloud.url);
    const queue = { QueueUrl: `${cloud.url}/000000000000/kept` };
    await before.dynamodb.send(new PutItemCommand({ TableName: 'kept', Item: { PK: { S: 'item' } } }));
    await before.s3.send(new PutObjectCommand({ Bucket: 'kept', Key: 'a/b', Body: 'object' }));
    await before.sqs.send(new SendMessageCommand({ ...queue, MessageBody: 'message' }));
    expect((await before.sqs.send(new ReceiveMessageCommand(queue))).Messages).toHaveLength(1);
    const mails = await inbox(cloud.url);

    await cloud.kill();
    cloud = await startCloud(directory);
    await createResources(cloud.url, resources);

    const after = clients(cloud.url);
    const item = await after.dynamodb.send(
      new GetItemCommand({ TableName: 'kept', Key: { PK: { S: 'item' } } }),
    );
    const object = await after.s3.send(new GetObjectCommand({ Bucket: 'kept', Key: 'a/b' }));
    const received = await after.sqs.send(new ReceiveMessageCommand({ ...queue, WaitTimeSeconds: 1 }));
    expect(item.Item).toEqual({ PK: { S: 'item' } });
    expect(await object.Body?.transformToString()).toBe('object');
    expect(received.Messages?.map(({ Body }) => Body)).toEqual(['message']);
    expect(await inbox(cloud.url)).toEqual(mails);
  }, 30_000);

  it('moves a message that keeps failing to the dead-letter queue', async () => {
    const { sqs } = clients(cloud.url);
    const arn = { 'Fn::GetAtt': ['Dead', 'Arn'] };
    await createResources(cloud.url, {
      Work: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          QueueName: 'work',
          VisibilityTimeout: 0,
          RedrivePolicy: { deadLetterTargetArn: arn, maxReceiveCount: 2 },
        },
      },
      Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'work-dlq' } },
    });
    const QueueUrl = `${cloud.url}/000000000000/work`;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }));
    for (let received = 0; received < 3; received += 1)
      await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    const dead = await sqs.send(new ReceiveMessageCommand({ QueueUrl: `${QueueUrl}-dlq` }));
    expect(dead.Messages?.map(({ Body }) => Body)).toEqual(['poison']);
  });
});

describe('a database that was damaged', () => {
  afterAll(removeTemporaryFolders);

  /** A folder with eight items of 40 kB whose database was changed by somebody while nothing ran. */
  async function folderAfter(change: (log: Buffer) => Buffer): Promise<string> {
    const directory = temporaryFolder();
    const cloud = await startCloud(directory);
    await createResources(cloud.url, { Table: TABLE });
    const { dynamodb } = clients(cloud.url);
    for (const key of 'abcdefgh') {
      const Item = { PK: { S: key }, filling: { S: key.repeat(40_000) } };
      await dynamodb.send(new PutItemCommand({ TableName: 'kept', Item }));
    }
    await cloud.kill();
    const file = readdirSync(join(directory, 'dynamodb')).find((name) => name.endsWith('.log')) ?? '';
    const path = join(directory, 'dynamodb', file);
    writeFileSync(path, change(readFileSync(path)));
    return directory;
  }

  it('is told at the start when bytes in it were changed', async () => {
    const directory = await folderAfter((log) => log.fill(0x5a, log.length >> 1, (log.length >> 1) + 16));
    expect(await refusal(directory)).toMatch(
      /^The folder \S+ is damaged \(dynamodb: dropping \d+ bytes; Corruption: .*\): run npm start -- --fresh/,
    );
  }, 30_000);

  it('is none when its last write was cut off', async () => {
    const directory = await folderAfter((log) => log.subarray(0, log.length - 100));
    const cloud = await startCloud(directory);
    const { dynamodb } = clients(cloud.url);
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: 'kept', Key: { PK: { S: 'g' } } }));
    await cloud.kill();
    expect(Item?.['PK']).toEqual({ S: 'g' });
  }, 30_000);
});
