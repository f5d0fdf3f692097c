import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { alphaVantage, fmp, type Served, type SimAnswer, SIM_KEY } from '../../lib/local/vendorSim/answers';
import * as quoted from '../../lib/local/vendorSim/quoteAnswers';

/** An answer of a vendor that repeats what it was sent. */
export type Talk = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Sent, it ends the connection. */
  readonly isBrokenOff?: boolean;
};

/** What is answered to a key, which a vendor could have answered soundly; undefined where it never answers. */
export type Talkative = (key: string, sound: string) => Talk | undefined;

/** The key of a request, wherever it stands. */
const keyIn = ({ headers }: IncomingMessage, query: URLSearchParams): string =>
  query.get('apikey') ?? String(headers['apikey']);

async function soundAnswer(served: Served, path: string, query: URLSearchParams): Promise<SimAnswer> {
  const ofAlphaVantage = path === '/query';
  if (ofAlphaVantage) query.set('apikey', SIM_KEY);
  const asked = { path, query, headers: { apikey: SIM_KEY } };
  const quotes = ofAlphaVantage ? quoted.alphaVantageQuotes : quoted.fmpQuotes;
  return (await quotes(served, asked)) ?? (ofAlphaVantage ? alphaVantage : fmp)(served, asked);
}

/** Vendors that serve these series, and repeat in whatever they say the keys that they are sent; which they are. */
export async function talkativeVendors(served: Served) {
  const keys = new Set<string>();
  let talk: Talkative = (_, body) => ({ body });
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sim');
    const key = keyIn(request, searchParams);
    keys.add(key);
    void soundAnswer(served, pathname, searchParams).then(({ json, text }) => {
      const talked = talk(key, text ?? JSON.stringify(json));
      if (talked === undefined) return;
      const { status = 200, headers, body, isBrokenOff = false } = talked;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      if (isBrokenOff) response.write(body, () => response.destroy());
      else response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys,
    let: (next: Talkative) => void (talk = next),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
