import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ROUTES } from '../../lib/entry/contract/routes';
import { bodyOf } from '../support/doorHandlers';
import type { Answer, Kind, Tenant, TwoTenants } from '../support/twoTenants';
import {
  KINDS,
  otherThan,
  ruleBody,
  TENANTS,
  twoTenants,
  VIEWS,
  watchlistBody,
  waysToName,
} from '../support/twoTenants';

// Thousands of histories: a busy machine needs more than the usual five seconds.
jest.setTimeout(180_000);

const HISTORIES = 2_000;
const SEED = 20_081_112;

const ACTS = ['make', 'make', 'name', 'list', 'intrude', 'intrude'] as const;

type Step = {
  readonly tenant: Tenant;
  readonly act: (typeof ACTS)[number];
  readonly kind: Kind;
  readonly pick: number;
  readonly idempotencyKey: string | undefined;
};

const step: fc.Arbitrary<Step> = fc.record({
  tenant: fc.constantFrom(...TENANTS),
  act: fc.constantFrom(...ACTS),
  kind: fc.constantFrom(...KINDS),
  pick: fc.nat(1_000),
  idempotencyKey: fc.constantFrom(undefined, undefined, 'a', 'b'),
});

const word = fc.stringMatching(/^[a-z]{14}$/);

const histories = fc.record({
  words: fc.tuple(word, word).filter(([one, other]) => one !== other),
  steps: fc.array(step, { minLength: 10, maxLength: 25, size: 'max' }),
});

const LISTS: Readonly<Record<Kind, string>> = {
  rule: 'listRules',
  watchlist: 'listWatchlists',
  subscription: 'listSubscriptions',
  alert: 'listAlerts',
  job: 'listModels',
  key: 'listKeys',
};

/** Nothing that a tenant is told holds a byte of the other's; `sent` is the foreign id that he has sent himself. */
function requireNothingForeign({ ids, words }: TwoTenants, tenant: Tenant, said: string, sent = ''): void {
  const text = sent === '' ? said : said.replaceAll(sent, '');
  const foreign = otherThan(tenant);
  assert.ok(!text.includes(words[foreign]), `${tenant} is told a word of ${foreign}: ${said}`);
  for (const id of KINDS.flatMap((kind) => ids[foreign][kind])) {
    assert.ok(!text.includes(id), `${tenant} is told the id ${id} of ${foreign}: ${said}`);
  }
}

const picked = <Item>(items: readonly Item[], pick: number): Item | undefined => items[pick % items.length];

const headersOf = ({ idempotencyKey }: Step) => ({
  ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
});

/** What a tenant makes carries his word wherever he can write one. */
async function make(at: TwoTenants, step: Step): Promise<Answer> {
  const { tenant, kind, pick } = step;
  const mine = at.words[tenant];
  const watchlist = picked(at.ids[tenant].watchlist, pick);
  const targets = watchlist === undefined || pick % 2 === 0 ? undefined : { watchlist };
  const phone = { channel: 'sms', address: '+12025550123' };
  const mail = { channel: 'email', address: `${mine}.${pick % 5}@example.com` };
  const bodies: Record<Kind, readonly [string, object]> = {
    rule: ['createRule', ruleBody(mine, targets)],
    watchlist: ['createWatchlist', watchlistBody(mine)],
    subscription: ['createSubscription', pick % 3 === 0 ? phone : mail],
    job: [pick % 2 === 0 ? 'startTraining' : 'createModel', { symbol: 'SPY', model: 'naive' }],
    key: ['createKey', { name: mine, scopes: ['read'] }],
    alert: ['checkAlerts', { symbol: '^GSPC' }],
  };
  const [operationId, body] = bodies[kind];
  return at.make(tenant, kind, operationId, { headers: headersOf(step), body });
}

/** Lists a page; where the other tenant's page goes on, his cursor is refused. */
async function list(at: TwoTenants, { tenant, kind, pick }: Step): Promise<Answer> {
  const operationId = LISTS[kind];
  requireNothingForeign(at, tenant, (await at.ask(tenant, 'getMetrics')).said);
  const query = { limit: String(1 + (pick % 3)) };
  const theirs = await at.ask(otherThan(tenant), operationId, { query });
  requireNothingForeign(at, otherThan(tenant), theirs.said);
  const cursor: string | null = bodyOf(theirs.answer).data.nextCursor;
  if (cursor !== null) {
    const stolen = await at.ask(tenant, operationId, { query: { ...query, cursor } });
    assert.equal(stolen.answer.statusCode, 400);
    requireNothingForeign(at, tenant, stolen.said);
  }
  return at.ask(tenant, operationId, { query });
}

/** One of the ways to name an object of his own. */
async function name(at: TwoTenants, step: Step): Promise<Answer | undefined> {
  const { tenant, kind, pick } = step;
  const id = picked(at.ids[tenant][kind].slice(kind === 'key' ? 1 : 0), pick);
  const way = id === undefined ? undefined : picked(waysToName(kind, id, at.words[tenant]), pick);
  if (way === undefined) return undefined;
  const headers = { ...way.parts.headers, ...headersOf(step) };
  return at.make(tenant, 'rule', way.operationId, { ...way.parts, headers });
}

const used = new Set<string>();
let made = 0;

/**
 * Names a foreign object two of the ways there are: each answers exactly as for an id that never was, and its
 * owner sees it as before.
 */
async function intrude(at: TwoTenants, { tenant, kind, pick }: Step): Promise<void> {
  const foreign = otherThan(tenant);
  const id = picked(at.ids[foreign][kind], pick);
  if (id === undefined) return;
  const neverWas = `${id.slice(0, -6)}999999`;
  const viewed = () => at.ask(foreign, VIEWS[kind], kind === 'key' ? {} : waysToView(kind, id));
  const before = await viewed();
  const [ofForeign, ofUnknown] = [id, neverWas].map((named) => waysToName(kind, named, at.words[tenant]));
  for (const turn of [pick, pick + 1]) {
    const way = picked(ofForeign ?? [], turn);
    if (way === undefined) return;
    const { said } = await at.ask(tenant, way.operationId, way.parts);
    requireNothingForeign(at, tenant, said, id);
    const unknown = await at.ask(tenant, way.operationId, picked(ofUnknown ?? [], turn)?.parts);
    assert.equal(said.replaceAll(id, '<id>'), unknown.said.replaceAll(neverWas, '<id>'));
    used.add(way.operationId);
  }
  assert.equal((await viewed()).said, before.said);
}

const waysToView = (kind: Kind, id: string) => ({ params: { [kind === 'job' ? 'jobId' : 'id']: id } });

async function take(at: TwoTenants, step: Step): Promise<void> {
  const { act, tenant } = step;
  if (act === 'intrude') return intrude(at, step);
  const told = await { make, list, name }[act](at, step);
  if (told === undefined) return;
  assert.ok((told.answer.statusCode ?? 500) < 500, told.said);
  requireNothingForeign(at, tenant, told.said);
  made += Number(told.answer.statusCode === 201);
}

test('in 2,000 histories no tenant is told a byte of the other, and a foreign id is an unknown one', async () => {
  let count = 0;
  const staysApart = fc.asyncProperty(histories, async ({ words: [one, other], steps }) => {
    const at = await twoTenants({ local: one, 'local-2': other });
    for (const each of steps) await take(at, each);
    count += 1;
  });
  await fc.assert(staysApart, { seed: SEED, numRuns: HISTORIES });
  expect(count).toBeGreaterThanOrEqual(HISTORIES);
  // Each has made something in most of them.
  expect(made).toBeGreaterThan(HISTORIES);
});

test('every operation on an object of a tenant was tried on a foreign one', () => {
  const named = ROUTES.filter(({ path }) => /\{(id|jobId)\}/.test(path) && !path.includes('/models/'));
  expect([...used]).toEqual(expect.arrayContaining(named.map(({ operationId }) => operationId)));
});
