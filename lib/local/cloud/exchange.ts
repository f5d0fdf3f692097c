import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** A request whose body has been read. */
export type CloudRequest = {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type CloudResponse = {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer | string;
};

/** The largest body: an S3 part of 5 MiB and more passes, a runaway upload does not. */
const BODY_LIMIT_BYTES = 11 * 1024 * 1024;

/** The request with its body, or undefined when that is larger than the emulators take. */
export async function readRequest(request: IncomingMessage): Promise<CloudRequest | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length <= BODY_LIMIT_BYTES) chunks.push(chunk as Buffer);
  }
  if (length > BODY_LIMIT_BYTES) return undefined;
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
}

export function writeResponse(response: ServerResponse, answer: CloudResponse): void {
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

/** An XML error as S3 and SNS clients read it. */
export function xmlError(status: number, code: string, message: string): CloudResponse {
  const text = escapeMarkup(message);
  return {
    status,
    headers: { 'content-type': 'text/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${text}</Message></Error>`,
  };
}

/** Text made safe between tags and in quoted attributes of HTML and XML. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
