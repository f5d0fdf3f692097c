import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { alphaVantage, fmp, type SimAnswer, type SimRequest, yahoo } from './answers';
import type { SimSeries } from './simSeries';

/** What goes wrong with an answer on its way. */
export type Mishap = 'html' | 'down' | 'hangUp' | 'truncated' | 'gzip' | 'burst' | 'dayQuota' | 'endless';

export type VendorSim = {
  /** Where all vendors stand: `/query`, `/stable/…`, `/v8/finance/chart/…`. */
  readonly origin: string;
  /** Mishaps of the next requests, one each. */
  readonly next: (...mishaps: readonly Mishap[]) => void;
  /** How often each path was asked. */
  readonly asked: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
};

const BURST = {
  Information: 'Please consider spreading out your free API requests more sparingly (1 request per second).',
};
const QUOTA = {
  Information:
    'We have detected your API key as sim-key and our standard API rate limit is 25 requests per day. Please subscribe to any of the premium plans.',
};
const HTML = '<!doctype html><html><body>Bad gateway</body></html>';

/** A server of its own that answers as Alpha Vantage, Financial Modeling Prep and Yahoo do. */
export async function startVendorSim(served: readonly SimSeries[], port = 0): Promise<VendorSim> {
  const mishaps: Mishap[] = [];
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sim');
    asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
    const sent: SimRequest = { path: pathname, query: searchParams, headers: headersOf(request) };
    answer(response, answerTo(served, sent), mishaps.shift());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (...more) => void mishaps.push(...more),
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const headersOf = ({ headers }: IncomingMessage) =>
  Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, String(text)]));

function answerTo(served: readonly SimSeries[], request: SimRequest): SimAnswer {
  if (request.path === '/query') return alphaVantage(served, request);
  if (request.path.startsWith('/stable/')) return fmp(served, request);
  if (request.path.startsWith('/v8/finance/chart/')) return yahoo(served, request);
  return { status: 404, text: HTML };
}

type Sent = {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly encoding?: string;
};

const page = (status: number): Sent => ({ status, type: 'text/html', body: HTML });
const said = (json: object): Sent => ({ status: 200, type: 'application/json', body: JSON.stringify(json) });

/** What is sent in place of an answer. */
const MISHAPS: Readonly<Record<Exclude<Mishap, 'hangUp'>, (sound: Sent) => Sent>> = {
  down: () => page(503),
  html: () => page(200),
  truncated: (sound) => ({ ...sound, body: sound.body.slice(0, sound.body.length / 2) }),
  gzip: (sound) => ({ ...sound, body: gzipSync(sound.body), encoding: 'gzip' }),
  burst: () => said(BURST),
  dayQuota: () => said(QUOTA),
  endless: () => said({ a: 'x'.repeat(6 * 1_024 * 1_024) }),
};

function answer(
  response: ServerResponse,
  { status, json, text }: SimAnswer,
  mishap: Mishap | undefined,
): void {
  if (mishap === 'hangUp') {
    response.destroy();
    return;
  }
  const sound: Sent =
    text === undefined
      ? { status, type: 'application/json', body: JSON.stringify(json) }
      : { status, type: 'text/plain', body: text };
  const sent = mishap === undefined ? sound : MISHAPS[mishap](sound);
  const encoding = sent.encoding === undefined ? {} : { 'content-encoding': sent.encoding };
  response.writeHead(sent.status, { 'content-type': sent.type, ...encoding }).end(sent.body);
}
