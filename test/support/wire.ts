import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** How a server answers, down to the bytes. */
export type Wire = (response: ServerResponse) => void;

/** A server of its own that answers every request alike, with how often it was asked and how many bytes it could send. */
export async function onWire(answer: Wire) {
  let asked = 0;
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    asked += 1;
    sockets.add(request.socket);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: () => asked,
    sentBytes: () => [...sockets].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** A body as it is. */
export const whole =
  (body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Wire =>
  (response) =>
    response.writeHead(200, { ...JSON_TYPE, ...headers }).end(body);

/** A body that others follow, part by part, as fast as they are read, until the last is sent or nobody reads. */
export const parts =
  (first: string, part: string, times: number): Wire =>
  (response) => {
    response.writeHead(200, JSON_TYPE).write(first);
    let left = times;
    const go = (): void => {
      while (left > 0 && !response.destroyed) {
        left -= 1;
        if (response.write(part)) continue;
        response.once('drain', go);
        return;
      }
      response.end();
    };
    go();
  };

/** A body that never ends: a character every few milliseconds. */
export const dripping: Wire = (response) => {
  response.writeHead(200, JSON_TYPE).write('[');
  const timer = setInterval(() => response.write(' '), 5);
  response.once('close', () => clearInterval(timer));
};

/** A body of which less comes than was announced. */
export const brokenOff =
  (body: string): Wire =>
  (response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': String(body.length) });
    response.write(body.slice(0, body.length / 2), () => response.destroy());
  };
