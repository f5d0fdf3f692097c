import { damaged } from '../dataFolder';

/** What is used of a topic subscription as fauxqs keeps it. */
export type TopicSubscription = {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  confirmed: boolean;
  readonly attributes: Record<string, string>;
};

export type FauxqsStores = {
  readonly sqsStore: Persisted & { host: string; allQueues(): Iterable<Persisted> };
  readonly snsStore: Persisted & {
    getSubscription(arn: string): TopicSubscription | undefined;
    listSubscriptionsByTopic(
      topicArn: string,
      next?: string,
    ): { subscriptions: TopicSubscription[]; nextToken?: string };
    persistence?: { insertSubscription(subscription: TopicSubscription): void };
  };
  readonly s3Store: Persisted & { headObject(bucket: string, key: string): { etag: string } };
};

type Persisted = { persistence?: unknown };

type Database = {
  exec(sql: string): void;
  prepare(sql: string): { run(...values: unknown[]): unknown; get(): unknown };
};

type Disk = {
  readonly db: Database;
  updateMessageReady(messageId: string): void;
  load(sqs: object, sns: object, s3: object): void;
  close(): void;
};

type PersistenceModule = { PersistenceManager: new (directory: string) => Disk };

/**
 * Queues with their messages, topics with their subscriptions and buckets with their objects, in one SQLite
 * file that every change is written through to.
 *
 * Edge    a message in flight belongs to a worker that is gone with the former process: it is ready again.
 * Throws  StartProblem when the file cannot be read.
 */
export function openFauxqsDisk(
  module: PersistenceModule,
  directory: string,
  stores: FauxqsStores,
): { close(): void } {
  try {
    const disk = new module.PersistenceManager(directory);
    const { quick_check: found } = disk.db.prepare('PRAGMA quick_check').get() as { quick_check: string };
    if (found !== 'ok') throw new Error(found);
    // A power cut may cost the last writes, which the reconciler and the sweep make good; a crash costs none.
    disk.db.exec('PRAGMA synchronous = NORMAL');
    const free = 'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL';
    disk.db.exec(free);
    // The original also clears the receive count, which its own table refuses.
    disk.updateMessageReady = (messageId) => disk.db.prepare(`${free} WHERE message_id = ?`).run(messageId);
    disk.load(stores.sqsStore, stores.snsStore, stores.s3Store);
    for (const store of [stores.sqsStore, stores.snsStore, stores.s3Store, ...stores.sqsStore.allQueues()]) {
      store.persistence = disk;
    }
    return { close: () => disk.close() };
  } catch (error) {
    throw damaged(directory, `fauxqs.db: ${error instanceof Error ? error.message : String(error)}`);
  }
}
