import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { SimAnswer, SimRequest, SimVendor } from './answers';

/** What goes wrong with an answer on its way. */
export type Mishap =
  'html' | 'down' | 'hangUp' | 'truncated' | 'gzip' | 'burst' | 'dayQuota' | 'endless' | 'slow';

/** What goes over the wire. */
export type Sent = {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly encoding?: string;
};

type Wrong = { readonly mishap: Mishap; readonly vendor: SimVendor; readonly request: SimRequest };

export const HTML = '<!doctype html><html><body>Bad gateway</body></html>';

/** Longer than any caller waits. */
const SLOW_MS = 60_000;
const ENDLESS_BYTES = 6 * 1_024 * 1_024;

const page = (status: number): Sent => ({ status, type: 'text/html', body: HTML });
const json = (body: object, status = 200): Sent => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});

const BURST: Readonly<Record<SimVendor, Sent>> = {
  alphaVantage: json({
    Information:
      'Please consider spreading out your free API requests more sparingly (1 request per second).',
  }),
  fmp: json({ 'Error Message': 'Limit Reach . Please upgrade your plan.' }, 429),
  yahoo: { status: 429, type: 'text/plain', body: 'Too Many Requests' },
};

/** Alpha Vantage tells its caller the key that has used up its quota. */
const quotaOf = (vendor: SimVendor, { query }: SimRequest): Sent =>
  vendor === 'alphaVantage'
    ? json({
        Information: `We have detected your API key as ${query.get('apikey')} and our standard API rate limit is 25 requests per day. Please subscribe to any of the premium plans.`,
      })
    : BURST[vendor];

const MISHAPS: Readonly<Record<Exclude<Mishap, 'hangUp' | 'slow'>, (sound: Sent, wrong: Wrong) => Sent>> = {
  down: () => page(503),
  html: () => page(200),
  truncated: (sound) => ({ ...sound, body: sound.body.slice(0, sound.body.length / 2) }),
  gzip: (sound) => ({ ...sound, body: gzipSync(sound.body), encoding: 'gzip' }),
  burst: (_, { vendor }) => BURST[vendor],
  dayQuota: (_, { vendor, request }) => quotaOf(vendor, request),
  endless: () => json({ a: 'x'.repeat(ENDLESS_BYTES) }),
};

/** What is sent of an answer; undefined where nothing is. */
export async function sentAs(answer: SimAnswer, wrong: Wrong | undefined): Promise<Sent | undefined> {
  const { status, json: body, text } = answer;
  const sound: Sent =
    text === undefined ? json(body as object, status) : { status, type: 'text/plain', body: text };
  if (wrong === undefined) return sound;
  if (wrong.mishap === 'hangUp') return undefined;
  if (wrong.mishap === 'slow') {
    await setTimeout(SLOW_MS, undefined, { ref: false });
    return sound;
  }
  return MISHAPS[wrong.mishap](sound, wrong);
}
