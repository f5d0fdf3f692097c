import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Announced } from './announced';
import type { Served, SimAnswer, SimRequest, SimVendor } from './answers';
import { alphaVantage, fmp, yahoo } from './answers';
import { HTML, type Mishap, sentAs } from './mishaps';
import { alphaVantageNews, type Published } from './newsAnswers';
import { alphaVantageQuotes, fmpQuotes } from './quoteAnswers';
import { alphaVantageSplits, fmpSplits } from './splitAnswers';

/** What a plan allows, at all vendors alike: more is refused as each of them does. */
export type SimPlan = { readonly perDay: number };

export type VendorSim = {
  /** Where all vendors stand: `/query`, `/stable/…`, `/v8/finance/chart/…`. */
  readonly origin: string;
  /** Mishaps of the next requests, one each. */
  readonly next: (...mishaps: readonly Mishap[]) => void;
  /** What happens to each request to a vendor from now on; undefined lets it answer. */
  readonly afflict: (vendor: SimVendor, mishap: Mishap | undefined) => void;
  /** How often each path was asked. */
  readonly asked: ReadonlyMap<string, number>;
  readonly close: () => Promise<void>;
};

const NOWHERE: SimAnswer = { status: 404, text: HTML };

type Answer<Found = SimAnswer> = (
  served: Served,
  request: SimRequest,
  announced: Announced,
  published: Published,
) => Promise<Found>;

/** What splits, news and quotes are asked by is answered by them, and everything else by bars. */
const beside =
  (others: readonly Answer<SimAnswer | undefined>[], bars: Answer): Answer =>
  async (...asked) => {
    for (const other of others) {
      const answer = await other(...asked);
      if (answer) return answer;
    }
    return bars(...asked);
  };

const VENDORS: readonly (readonly [string, SimVendor, Answer])[] = [
  [
    '/query',
    'alphaVantage',
    beside([alphaVantageSplits, alphaVantageNews, alphaVantageQuotes], alphaVantage),
  ],
  ['/stable/', 'fmp', beside([fmpSplits, fmpQuotes], fmp)],
  ['/v8/finance/chart/', 'yahoo', yahoo],
];

/** What a stand-in is started with: it has no splits and no news of its own. */
type SimOptions = {
  readonly port?: number;
  readonly plan?: SimPlan;
  readonly splits?: Announced;
  readonly news?: Published;
};

/** A server of its own that answers as Alpha Vantage, Financial Modeling Prep and Yahoo do. */
export async function startVendorSim(
  served: Served,
  { port = 0, plan = { perDay: Infinity }, splits = {}, news = {} }: SimOptions = {},
): Promise<VendorSim> {
  const mishaps: Mishap[] = [];
  const afflicted = new Map<SimVendor, Mishap>();
  const asked = new Map<string, number>();
  const used = new Map<SimVendor, number>();

  /** What goes wrong with a request, in this order: what was said of the next, of its vendor, and its quota. */
  const mishapOf = (vendor: SimVendor): Mishap | undefined => {
    used.set(vendor, (used.get(vendor) ?? 0) + 1);
    const isOver = used.get(vendor)! > plan.perDay;
    return mishaps.shift() ?? afflicted.get(vendor) ?? (isOver ? 'dayQuota' : undefined);
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://sim');
    asked.set(path, (asked.get(path) ?? 0) + 1);
    const sent: SimRequest = { path, query, headers: headersOf(request) };
    const [, vendor, answer] = VENDORS.find(([start]) => path.startsWith(start)) ?? [];
    const sound = (await answer?.(served, sent, splits, news)) ?? NOWHERE;
    const mishap = vendor && mishapOf(vendor);
    await deliver(response, sound, mishap && { mishap, vendor, request: sent });
  };

  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: (...more) => void mishaps.push(...more),
    afflict(vendor, mishap) {
      if (mishap === undefined) afflicted.delete(vendor);
      else afflicted.set(vendor, mishap);
    },
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

async function deliver(
  response: ServerResponse,
  sound: SimAnswer,
  wrong: Parameters<typeof sentAs>[1] | undefined,
): Promise<void> {
  const sent = await sentAs(sound, wrong);
  if (sent === undefined) {
    response.destroy();
    return;
  }
  const encoding = sent.encoding === undefined ? {} : { 'content-encoding': sent.encoding };
  response.writeHead(sent.status, { 'content-type': sent.type, ...encoding }).end(sent.body);
}
