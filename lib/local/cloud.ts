import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { startEmulators } from './cloud/emulators';
import type { Emulators } from './cloud/emulators';
import { readRequest, writeResponse, xmlError } from './cloud/exchange';
import type { CloudRequest, CloudResponse } from './cloud/exchange';
import { openMailbox } from './cloud/mailbox';
import type { Mailbox } from './cloud/mailbox';
import { confirmationPage, mailboxPage } from './cloud/mailboxPage';
import { guardObjects } from './cloud/objectGuard';
import { openTopics } from './cloud/topics';
import type { Topics } from './cloud/topics';
import { topicSigner } from './cloud/topicSigner';
import type { TopicSigner } from './cloud/topicSigner';
import { portTaken } from './portTaken';

export type Cloud = {
  /** `http://127.0.0.1:<port>`, the endpoint of all services. */
  readonly url: string;
  readonly mailbox: Mailbox;
  /** Called when a link of a message has been followed that confirms or ends a subscription; its page waits for it. */
  onLinkFollowed(listener: () => Promise<void>): void;
  close(): Promise<void>;
};

export type CloudOptions = {
  /** 0 takes any free port. */
  readonly port: number;
  /** Where data is kept; undefined keeps it in memory. */
  readonly directory: string | undefined;
  readonly log: (line: string) => void;
};

type Room = {
  emulators: Emulators;
  topics: Topics;
  mailbox: Mailbox;
  objects: ReturnType<typeof guardObjects>;
  signer: TopicSigner;
  linkFollowed: () => Promise<void>;
};

/**
 * DynamoDB, SQS, SNS and S3 on one port of this machine, with a mailbox in place of the outside world.
 *
 * Throws  StartProblem when the port is taken or the directory cannot be read.
 */
export async function startCloud({ port, directory, log }: CloudOptions): Promise<Cloud> {
  const mailbox = openMailbox(directory === undefined ? undefined : join(directory, 'mailbox.jsonl'));
  const emulators = await startEmulators(directory);
  let url = '';
  const signer = topicSigner();
  const room: Room = {
    emulators,
    mailbox,
    signer,
    topics: openTopics(emulators, mailbox, { signer, url: () => url, log }),
    objects: guardObjects(emulators),
    linkFollowed: () => Promise.resolve(),
  };
  const server = createServer((request, response) => {
    handle(room, request, response).catch((error: unknown) => {
      // Without its query: that of a confirmation link holds an address.
      log(`cloud: ${request.method} ${request.url?.split('?')[0]}: ${String(error)}`);
      if (!response.headersSent) writeResponse(response, xmlError(500, 'InternalError', String(error)));
    });
  });
  try {
    url = await listen(server, port);
  } catch (error) {
    await emulators.close();
    throw error;
  }
  return {
    url,
    mailbox,
    onLinkFollowed: (listener) => {
      room.linkFollowed = listener;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await emulators.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(room: Room, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (String(request.headers['x-amz-target'] ?? '').startsWith('DynamoDB_')) {
    room.emulators.dynamodb(request, response);
    return;
  }
  const read = await readRequest(request);
  writeResponse(response, await answerTo(room, read));
}

async function answerTo(room: Room, read: CloudRequest | undefined): Promise<CloudResponse> {
  if (read === undefined) return xmlError(413, 'EntityTooLarge', 'The body is too large.');
  if (isAddress(read.url)) return route(room, read);
  return xmlError(400, 'InvalidURI', `The address "${read.url}" cannot be read: correct its path.`);
}

/** False for what no address can be: `//`, or a percent sign that begins no letter. */
function isAddress(url: string): boolean {
  try {
    decodeURIComponent(new URL(url, 'http://cloud').pathname);
    return true;
  } catch {
    return false;
  }
}

async function route(room: Room, request: CloudRequest): Promise<CloudResponse> {
  const { pathname, searchParams } = new URL(request.url, 'http://cloud');
  if (pathname === '/_local/mailbox') return showMailbox(room.mailbox, request);
  if (pathname === '/confirmation.html') return followed(room, confirm(room.topics, searchParams));
  if (pathname === room.signer.path) return certificate(room.signer);
  if (isLink(request, searchParams))
    return followed(room, await room.topics.answer(asForm(request, searchParams)));
  const contentType = request.headers['content-type'] ?? '';
  if (pathname === '/' && contentType.includes('x-www-form-urlencoded')) return room.topics.answer(request);
  if (contentType.includes('x-amz-json-1.0')) return room.emulators.fauxqs(request);
  return room.objects(request);
}

/** The answer to a link, once whoever wants to know has been told what it did. */
async function followed({ linkFollowed }: Room, answer: CloudResponse): Promise<CloudResponse> {
  if (answer.status === 200) await linkFollowed();
  return answer;
}

function confirm(topics: Topics, query: URLSearchParams): CloudResponse {
  const endpoint = topics.confirm(query.get('TopicArn') ?? '', query.get('Token') ?? '')?.endpoint;
  return html(endpoint === undefined ? 400 : 200, confirmationPage(endpoint));
}

/** What a reader of a message may do by following a link in it. */
const LINKED = ['ConfirmSubscription', 'Unsubscribe'];

const isLink = ({ method }: CloudRequest, query: URLSearchParams): boolean =>
  method === 'GET' && LINKED.includes(query.get('Action') ?? '');

/** A link of SNS, which is a GET, as the request it stands for. */
function asForm(request: CloudRequest, query: URLSearchParams): CloudRequest {
  const headers = { host: request.headers.host, 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', url: '/', headers, body: Buffer.from(query.toString()) };
}

async function certificate(signer: TopicSigner): Promise<CloudResponse> {
  const headers = { 'content-type': 'application/x-pem-file' };
  return { status: 200, headers, body: await signer.certificate() };
}

function showMailbox(mailbox: Mailbox, request: CloudRequest): CloudResponse {
  const wantsPage = (request.headers.accept ?? '').includes('text/html');
  if (wantsPage) return html(200, mailboxPage(mailbox.items()));
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status: 200, headers, body: JSON.stringify({ items: mailbox.items() }) };
}

function html(status: number, body: string): CloudResponse {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portTaken(error, port, 'CLOUD_PORT')));
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`;
}
