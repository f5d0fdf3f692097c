import { openVendorQuotes } from '../../lib/compose/openVendorQuotes';
import { openVendors } from '../../lib/compose/openVendors';
import type { Deps } from '../../lib/app/deps';
import { vendorBudget } from '../../lib/adapters/vendor/vendorBudget';
import { sessionOn } from '../../lib/market/calendar/sessionOn';
import { httpHandlers, lambdaContext } from '../support/doorHandlers';
import { round } from '../support/drain';
import { httpEvent } from '../support/httpEvent';
import { ruleOn } from '../support/ruleOn';
import { KEYS } from '../support/servedWorld';
import { servedOf } from '../support/servedSeries';
import { noted, textsIn } from '../support/textsIn';
import { type Talk, type Talkative, talkativeVendors } from '../support/talkativeVendors';
import { vendorWorld } from '../support/vendorWorld';
import { seededRandom, walkBars, world } from '../support/world';

const SYMBOL = 'ACME';
const BARS = walkBars('2022-06-01', '2024-07-02', 11);
const NOW = sessionOn('2024-07-02')!.closeAt;

/** What a header may hold, and a URL only encoded; of the second some that no header can. */
const ODD = [...' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~éüß§±', '%41', '&apikey=', '\\n', '\\u0041', '%00'];
const ODDER = [...ODD, '日', '\n', '\u2028', '👾', '\0'];
const LETTERS = [...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'];

/** A key with odd characters around its canary, which no coding changes but base64. */
function oddKey(seed: number, odd: readonly string[]): { readonly key: string; readonly canary: string } {
  const random = seededRandom(seed);
  const some = (of: readonly string[], count: number): string =>
    Array.from({ length: count }, () => of[Math.floor(random() * of.length)]).join('');
  const canary = some(LETTERS, 16);
  return { key: `k${some(odd, 4)}${canary}${some(odd, 4)}k`, canary };
}

const PAIRS = Array.from({ length: 50 }, (_, at) => ({
  alphaVantage: oddKey(2 * at + 1, ODDER),
  fmp: oddKey(2 * at + 2, ODD),
}));
type Pair = (typeof PAIRS)[number];

const CANARIES = PAIRS.flatMap(({ alphaVantage, fmp }) => [alphaVantage.canary, fmp.canary]);

/** A text within a longer one in base64, wherever it begins there. */
const inBase64 = (text: string): readonly string[] =>
  [0, 2, 3].map((from, before) =>
    Buffer.from(`${'-'.repeat(before)}${text}`)
      .toString('base64')
      .slice(from, -4),
  );
const FORMS = CANARIES.flatMap((canary) => [canary, ...inBase64(canary)]);

const found = (things: readonly unknown[]): readonly string[] => {
  const all = textsIn(things).join('\n').replaceAll('_', '/').replaceAll('-', '+');
  return FORMS.filter((form) => all.includes(form));
};

const said =
  (name: string, text: (key: string) => string, status = 200): Talkative =>
  (key) => ({ status, body: JSON.stringify({ [name]: text(key) }) });
const text =
  (of: (key: string) => string, status = 200, headers: Talk['headers'] = { 'content-type': 'text/plain' }) =>
  (key: string): Talk => ({ status, headers, body: of(key) });
const HTML = { 'content-type': 'text/html' };

/** A sound body of which whatever fits a pattern is the key. */
const everywhere =
  (pattern: RegExp): Talkative =>
  (key, sound) => ({ body: sound.replace(pattern, () => JSON.stringify(key)) });

const TALK: Readonly<Record<string, Talkative>> = {
  'serve bars': (_, body) => ({ body }),
  'serve bars, and the key beside them': (key, body) => ({
    body: body.startsWith('{')
      ? body.replace('{', () => `{${JSON.stringify(key)}: ${JSON.stringify(key)},`)
      : body,
    headers: { 'x-key': encodeURIComponent(key) },
  }),
  'tell the key in place of symbols': everywhere(/"ACME"/g),
  'tell the key in place of closes': everywhere(/"[\d.]+"(?=,"5\. volume)|(?<="close":)[\d.]+/g),
  'tell the key in place of one day': everywhere(/"2024-07-0[12]"/),
  'tell the key in place of all days': everywhere(/"\d{4}-\d\d-\d\d"/g),
  'ask for a moment': said('Information', (key) => `spreading out, ${key}: 25 a day`),
  'have no calls left': said('Information', (key) => `We have detected your API key as ${key}`),
  'speak of premium plans': said('Information', (key) => `premium plans for ${key}`),
  'speak of a demo': said('Information', (key) => `the demo key ${key}`),
  'note a limit': said('Note', (key) => `Thank you, ${key}`),
  'refuse the key': said('Error Message', (key) => `Invalid API KEY ${key}`),
  'refuse the key with 401': said('Error Message', (key) => `Invalid API KEY ${key}`, 401),
  'know no symbol': said('Error Message', (key) => `Invalid API call for ${key}`),
  'lack the path': text((key) => `Restricted Endpoint ${key}`, 402),
  'lack the symbol': text((key) => `Premium Query Parameter: 'Special Endpoint ${key}`, 402),
  'lack the parameter': text((key) => `Premium Query Parameter: 'Special Parameters ${key}`, 402),
  'are of the old generation': said('Error Message', (key) => `Legacy Endpoint ${key}`, 403),
  'have had enough': said('Error Message', (key) => `Limit Reach ${key}`, 429),
  'have had enough, with 200': said('Error Message', (key) => `Bandwidth Limit Reach ${key}`),
  'find no path': text((key) => `<html>/stable?apikey=${encodeURIComponent(key)}`, 404, HTML),
  'tell of an error': said('error', (key) => key),
  'show a page': text((key) => `<html>${key}</html>`, 200, HTML),
  'are down': text((key) => key, 503),
  'tell nothing but the key': said('x', (key) => key),
  'are cut off': (key) => ({ body: JSON.stringify({ key, apikey: key }).slice(0, -3) }),
  'send elsewhere': (key) => ({
    status: 302,
    headers: { location: `/?apikey=${encodeURIComponent(key)}` },
    body: key,
  }),
  'name the key as a type': (key, body) => ({
    body,
    headers: { 'content-type': `application/${encodeURIComponent(key)}` },
  }),
  'break off': (key, body) => ({ body: body.slice(0, 9) + key, isBrokenOff: true }),
};

let vendors: Awaited<ReturnType<typeof talkativeVendors>>;
beforeAll(async () => {
  vendors = await talkativeVendors(servedOf([{ symbol: SYMBOL, interval: '1d', bars: BARS }]));
});
afterAll(() => vendors.close());

/** An installation that asks vendors with two of the keys, and everything that it has said to anybody. */
async function installed({ alphaVantage, fmp }: Pair, origin: string) {
  const seen: unknown[] = [];
  const note = (thing: unknown) => void seen.push(thing);
  const at = world({ bars: {}, marketNow: NOW });
  await at.stores.keys.put(KEYS[0]!);
  const around = vendorWorld(at.clock.now());
  const limits = { perDay: 1_000_000, perMinute: 60_000_000 };
  const configured = {
    names: ['alphaVantage', 'fmp'] as const,
    alphaVantage: { origin, limits, apiKey: alphaVantage.key },
    fmp: { origin, limits, apiKey: fmp.key },
    yahoo: { origin, limits },
  };
  const asking = {
    ...around,
    clock: at.clock,
    longestMs: 200,
    barsKeptMs: 0,
    bars: noted(at.stores.bars, note),
    standings: noted(around.standings, note),
    metrics: noted(around.metrics, note),
    log: noted(around.log, note),
  };
  const stores = Object.entries(at.stores).map(([name, store]) => [name, noted(store, note)]);
  const deps: Deps = {
    ...at.deps,
    ...(Object.fromEntries(stores) as typeof at.stores),
    marketData: openVendors(configured, asking),
    liveQuotes: openVendorQuotes(configured, asking),
    callBudget: vendorBudget([{ name: 'alphaVantage', limits }], asking),
    log: asking.log,
    metrics: asking.metrics,
    counters: noted(at.deps.counters, note),
    savedAnswers: noted(at.deps.savedAnswers, note),
  };
  return { at: at, deps, seen, note };
}

type Installed = Awaited<ReturnType<typeof installed>>;

/** Asks once each way for what vendors serve, with what is answered or thrown. */
async function asked(
  { at, deps, note }: Installed,
  ways: readonly (() => Promise<unknown>)[],
): Promise<void> {
  for (const way of ways) {
    // So long nobody is left alone.
    at.clock.advance(3_700_000);
    note(await way().catch((error: unknown) => error));
  }
  note(await deps.counters.totals(undefined));
}

const straight = ({ deps }: Installed) => [
  () => deps.marketData.bars({ symbol: SYMBOL, interval: '1d', upTo: NOW, limit: 5 }),
  () => deps.liveQuotes!.quotes([SYMBOL, 'OTHER'], deps.clock.now() + 200),
];

const throughDoors = ({ at, deps }: Installed) => {
  const doors = httpHandlers(deps);
  const params = { symbol: SYMBOL };
  const [rule, series] = [ruleOn({ symbols: [SYMBOL] }), { symbol: SYMBOL }];
  return [
    () => doors.rules(httpEvent('POST /v1/rules', { body: rule }), lambdaContext),
    () => doors.bars(httpEvent('GET /v1/bars/{symbol}', { params }), lambdaContext),
    () => doors.bars(httpEvent('GET /v1/quotes/{symbol}', { params }), lambdaContext),
    () => doors.train(httpEvent('POST /v1/train', { body: series }), lambdaContext),
    () => round(at, deps),
    () => doors.predict(httpEvent('POST /v1/predict', { body: series }), lambdaContext),
    () => doors.alert(httpEvent('POST /v1/alert', { body: series }), lambdaContext),
    () => doors.metrics(httpEvent('GET /metrics'), lambdaContext),
  ];
};

/** What is told of some keys to whoever asks an installation that has them. */
async function told(
  pairs: readonly Pair[],
  origin: string,
  ways: (one: Installed) => readonly (() => Promise<unknown>)[],
): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (const pair of pairs) {
    const one = await installed(pair, origin);
    await asked(one, ways(one));
    all.push(one.seen);
  }
  return all;
}

const everyWay = (one: Installed) => [...throughDoors(one), ...straight(one)];

const EACH = 3;

test('whoever has keys that are right is served at every door', async () => {
  vendors.let(TALK['serve bars']!);
  const one = await installed(PAIRS[0]!, vendors.origin);
  await asked(one, throughDoors(one));
  const statuses = one.seen.flatMap((thing) =>
    typeof thing === 'object' && thing !== null && 'statusCode' in thing ? thing.statusCode : [],
  );
  expect(statuses).toEqual([201, 200, 200, 202, 200, 200, 200]);
});

test.each(Object.keys(TALK).map((name, at) => [name, at] as const))(
  'vendors that %s: no key is told to anybody',
  async (name, at) => {
    const pairs = Array.from({ length: EACH }, (_, place) => PAIRS[(at * EACH + place) % PAIRS.length]!);
    vendors.let(TALK[name]!);
    vendors.keys.clear();
    expect(found(await told(pairs, vendors.origin, everyWay))).toEqual([]);
    expect([...vendors.keys].sort()).toEqual(
      pairs.flatMap(({ alphaVantage, fmp }) => [alphaVantage.key, fmp.key]).sort(),
    );
  },
);

test('vendors that never answer: no key is told to anybody', async () => {
  vendors.let(() => undefined);
  vendors.keys.clear();
  expect(found(await told(PAIRS.slice(0, 3), vendors.origin, straight))).toEqual([]);
  expect(vendors.keys.size).toBe(6);
});

test.each([
  ['do not listen', 'http://127.0.0.1:9'],
  ['have no address', `http://${'a'.repeat(64)}`],
])('vendors that %s: no key is told to anybody', async (_what, origin) => {
  const all = await told(PAIRS.slice(0, 2), origin, everyWay);
  expect(textsIn(all)).toContain('MARKET_UNAVAILABLE');
  expect(found(all)).toEqual([]);
});

test('a key that is told is found, in whatever it stands', () => {
  const { key, canary } = PAIRS[7]!.alphaVantage;
  const url = new URL(`http://vendor/query?apikey=${encodeURIComponent(key)}`);
  const secret = Buffer.from(`{"key":"${key}"}`);
  const places: readonly unknown[] = [
    { a: [key] },
    { [key]: 1 },
    new Map([['a', new Set([JSON.stringify(key)])]]),
    new Error('failed', { cause: new Error('failed', { cause: url }) }),
    Object.assign(new Error('failed'), { request: { url: url.href } }),
    secret.toString('base64'),
    secret.toString('base64url'),
    Buffer.from(key).toString('base64'),
  ];
  for (const place of places) expect(found([place])).not.toEqual([]);
  expect(found([canary.slice(1)])).toEqual([]);
});
