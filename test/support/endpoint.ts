import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { readonly headers: IncomingHttpHeaders; readonly body: string };

/** An HTTP endpoint of somebody else: answers the statuses in turn (the last one stays) and keeps what it got. */
export async function startEndpoint(...statuses: readonly number[]) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      response.writeHead(statuses[received.length] ?? statuses.at(-1) ?? 200).end();
      received.push({ headers: request.headers, body });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    /** Waits for that many requests. */
    async until(count: number): Promise<readonly Received[]> {
      for (let look = 0; received.length < count && look < 500; look += 1)
        await new Promise((resolve) => setTimeout(resolve, 10));
      return received;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
