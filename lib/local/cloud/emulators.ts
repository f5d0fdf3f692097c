import { mkdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire, findPackageJSON } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { damaged } from '../dataFolder';
import { StartProblem } from '../startProblem';
import type { CloudRequest, CloudResponse } from './exchange';
import { openFauxqsDisk } from './fauxqsDisk';
import type { FauxqsStores } from './fauxqsDisk';
import { letIteratorsEnd } from './letIteratorsEnd';

export type Emulators = {
  readonly stores: FauxqsStores;
  /** True when a message with these attributes passes a subscription's filter policy. */
  readonly passesFilter: (policy: unknown, attributes: MessageAttributes) => boolean;
  /** Lets dynalite read and answer the request. */
  readonly dynamodb: (request: IncomingMessage, response: ServerResponse) => void;
  /** Lets fauxqs answer an SQS, SNS or S3 request. */
  readonly fauxqs: (request: CloudRequest) => Promise<CloudResponse>;
  readonly close: () => Promise<void>;
};

export type MessageAttributes = Record<string, { DataType: string; StringValue?: string }>;

/** The part of a Fastify application that is used here. */
type Application = {
  ready(): PromiseLike<unknown>;
  close(): PromiseLike<unknown>;
  inject(request: object): PromiseLike<{
    statusCode: number;
    headers: CloudResponse['headers'];
    rawPayload: Buffer;
  }>;
};

/**
 * The two emulators, started in this process.
 *
 * Edge    without a directory everything is in memory; with one it is on disk and found again.
 * Throws  StartProblem when the directory holds files that cannot be read.
 */
export async function startEmulators(directory: string | undefined): Promise<Emulators> {
  const dynamodb = await startDynalite(directory);
  const dist = fauxqsFolder();
  const [{ buildApp }, sqs, sns, s3, filter] = await Promise.all([
    load(dist, 'app.js'),
    load(dist, 'sqs/sqsStore.js'),
    load(dist, 'sns/snsStore.js'),
    load(dist, 's3/s3Store.js'),
    load(dist, 'sns/filter.js'),
  ]);
  const stores = { sqsStore: new sqs.SqsStore(), snsStore: new sns.SnsStore(), s3Store: new s3.S3Store() };
  // Queue URLs name the host of the request, 127.0.0.1: the default sqs.us-east-1.localhost resolves nowhere.
  stores.sqsStore.host = '';
  const disk =
    directory === undefined
      ? undefined
      : openFauxqsDisk(await load(dist, 'persistence.js'), directory, stores);
  const app: Application = buildApp({ logger: false, stores });
  await app.ready();
  return {
    stores,
    passesFilter: filter.matchesFilterPolicy,
    dynamodb: (request, response) => dynamodb.emit('request', request, response),
    fauxqs: (request) => askFauxqs(app, request),
    close: async () => {
      await app.close();
      disk?.close();
      await new Promise<void>((resolve) => dynamodb.close(() => resolve()));
    },
  };
}

async function askFauxqs(app: Application, request: CloudRequest): Promise<CloudResponse> {
  const {
    'transfer-encoding': _encoding,
    expect: _expect,
    connection: _connection,
    ...headers
  } = request.headers;
  const answer = await app.inject({
    method: request.method,
    url: request.url,
    headers,
    payload: request.body,
  });
  const { connection: _close, 'transfer-encoding': _chunked, ...answered } = answer.headers;
  return { status: answer.statusCode, headers: answered, body: answer.rawPayload };
}

/** dynalite closes its database only when it was listening, so it listens on a port that nobody is told. */
async function startDynalite(directory: string | undefined): Promise<Server> {
  const path = directory === undefined ? undefined : join(directory, 'dynamodb');
  if (path !== undefined) {
    mkdirSync(path, { recursive: true });
    await requireReadable(path);
  }
  const { default: dynalite } = await import('dynalite');
  letIteratorsEnd(manifestOf('dynalite'));
  const server = dynalite({
    ...(path === undefined ? {} : { path }),
    createTableMs: 0,
    deleteTableMs: 0,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

/**
 * Opens the database once before dynalite does, which would throw the error where nobody can catch it, and
 * reads every item: LevelDB looks at a block only when it is asked for, and of a damaged log it leaves out
 * what it cannot read, telling its own LOG alone. (The end of a log that was cut off while it was written is
 * not damage.)
 *
 * Throws  StartProblem when it cannot be opened, or something in it cannot be read.
 */
async function requireReadable(path: string): Promise<void> {
  const level = createRequire(manifestOf('dynalite'))('level') as {
    Level: new (path: string, options: { valueEncoding: 'json' }) => LevelDatabase;
  };
  const database = new level.Level(path, { valueEncoding: 'json' });
  try {
    await database.open();
    for await (const _item of database.iterator());
    await database.close();
  } catch (error) {
    const { cause } = error as { cause?: unknown };
    throw damaged(dirname(path), `dynamodb: ${cause instanceof Error ? cause.message : String(error)}`);
  }
  const dropped = /dropping \d+ bytes; .*/.exec(readFileSync(join(path, 'LOG'), 'utf8'));
  if (dropped) throw damaged(dirname(path), `dynamodb: ${dropped[0]}`);
}

type LevelDatabase = {
  open(): Promise<void>;
  iterator(): AsyncIterable<unknown>;
  close(): Promise<void>;
};

/** fauxqs exports its application only; its stores and its disk are taken from the files of the pinned version. */
function fauxqsFolder(): string {
  return join(dirname(manifestOf('fauxqs')), 'dist');
}

function manifestOf(name: string): string {
  const manifest = findPackageJSON(name, pathToFileURL(__filename));
  if (manifest === undefined) throw new StartProblem(`The package ${name} is not installed: run npm ci.`);
  return manifest;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the files of fauxqs that it does not export have no reachable types
type Untyped = any;

async function load(folder: string, file: string): Promise<Untyped> {
  return import(pathToFileURL(join(folder, file)).href);
}
