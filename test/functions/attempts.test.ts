import { createRule } from '../../lib/app/rules';
import { createWatchlist } from '../../lib/app/watchlists';
import { reconcile } from '../../lib/app/reconcile';
import { trainModel } from '../../lib/app/train';
import type { HttpFunction } from '../support/doorHandlers';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import { failing, type Fault } from '../support/faults';
import { httpEvent } from '../support/httpEvent';
import { ruleOn } from '../support/ruleOn';
import { servedWorld } from '../support/servedWorld';

type Answered = { readonly status: number; readonly data: Record<string, never>; readonly code: string };
type Port = 'rules' | 'instances' | 'reprojections' | 'watchlists' | 'subscriptions' | 'jobs' | 'trainQueue';
type Broken = { readonly port: Port; readonly faults: readonly Fault<Record<string, unknown>>[] };

const broken = (port: Port, method: string, nth: number, when: 'before' | 'after'): Broken => ({
  port,
  faults: [{ method, nth, when }],
});

const RULE = ruleOn({ symbols: ['^GSPC'] });
const LIST = { name: 'Banks', symbols: ['JPM'] };
const PHONE = { channel: 'sms', address: '+12025550177' };
const JOB = { symbol: '^GSPC', model: 'naive' };

/** An installation of which a port can be broken for one request. */
async function served() {
  const at = await servedWorld();
  const post = async (path: string, body: object, more: { key?: string; broken?: Broken } = {}) => {
    const { key, broken: fault } = more;
    const port = fault && { [fault.port]: failing(at.deps[fault.port], fault.faults) };
    const handlers = httpHandlers({ ...at.deps, ...port });
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    const name = path.split('/')[2] as HttpFunction;
    const answer = await handlers[name](httpEvent(`POST ${path}`, { body, headers }), lambdaContext);
    const { data, error } = bodyOf(answer);
    return { status: answer.statusCode, data, code: error?.code } as Answered;
  };
  return { ...at, post };
}

type World = Awaited<ReturnType<typeof served>>;

const LISTED: Readonly<Record<string, (at: World) => Promise<readonly string[]>>> = {
  '/v1/rules': async ({ stores }) => (await stores.rules.list('local', 600)).items.map(({ id }) => id),
  '/v1/watchlists': async ({ stores }) =>
    (await stores.watchlists.list('local', 100)).items.map(({ id }) => id),
  '/v1/subscriptions': async ({ stores }) => (await stores.subscriptions.list('local')).map(({ id }) => id),
  '/v1/train': async ({ stores, clock }) =>
    (await stores.jobs.stale(Infinity, 100, clock.now())).map(({ id }) => id),
  '/v1/models': async ({ stores, clock }) =>
    (await stores.jobs.stale(Infinity, 100, clock.now())).map(({ id }) => id),
};

describe('a repetition under a key whose first attempt has failed', () => {
  it.each<[path: string, body: object, Broken]>([
    ['/v1/rules', RULE, broken('rules', 'create', 1, 'before')],
    ['/v1/rules', RULE, broken('rules', 'create', 1, 'after')],
    ['/v1/rules', RULE, broken('rules', 'count', 2, 'before')],
    ['/v1/rules', RULE, broken('instances', 'put', 1, 'before')],
    ['/v1/rules', RULE, broken('instances', 'put', 1, 'after')],
    ['/v1/rules', RULE, broken('reprojections', 'clear', 1, 'before')],
    ['/v1/watchlists', LIST, broken('watchlists', 'create', 1, 'before')],
    ['/v1/watchlists', LIST, broken('watchlists', 'create', 1, 'after')],
    ['/v1/watchlists', LIST, broken('watchlists', 'count', 2, 'before')],
    ['/v1/subscriptions', PHONE, broken('subscriptions', 'put', 1, 'before')],
    ['/v1/subscriptions', PHONE, broken('subscriptions', 'put', 1, 'after')],
    ['/v1/subscriptions', PHONE, broken('subscriptions', 'list', 2, 'before')],
    ['/v1/subscriptions', PHONE, broken('subscriptions', 'put', 2, 'before')],
    ['/v1/subscriptions', PHONE, broken('subscriptions', 'put', 2, 'after')],
    ['/v1/train', JOB, broken('jobs', 'put', 1, 'after')],
    ['/v1/train', JOB, broken('trainQueue', 'send', 1, 'before')],
    ['/v1/models', JOB, broken('trainQueue', 'send', 1, 'after')],
  ])('at %s finds what that has left, and makes no second one', async (path, body, fault) => {
    const at = await served();
    const before = await LISTED[path]!(at);
    const more = async () => (await LISTED[path]!(at)).filter((id) => !before.includes(id));
    expect(await at.post(path, body, { key: 'k', broken: fault })).toMatchObject({ status: 503 });
    const left = await more();
    const again = await at.post(path, body, { key: 'k' });
    expect(again.status).toBeLessThan(300);
    const { id = again.data['jobId'] } = again.data;
    expect([[], [id]]).toContainEqual(left);
    expect(await more()).toEqual([id]);
    expect(await at.post(path, body, { key: 'k' })).toEqual(again);
    expect(await more()).toEqual([id]);
  });

  it('is none of another key, nor of none', async () => {
    const at = await served();
    const fault = broken('subscriptions', 'put', 2, 'before');
    expect((await at.post('/v1/subscriptions', PHONE, { key: 'k', broken: fault })).status).toBe(503);
    for (const key of ['other', undefined])
      expect(await at.post('/v1/subscriptions', PHONE, key === undefined ? {} : { key })).toMatchObject({
        status: 409,
        code: 'STORE_CONFLICT',
      });
  });

  it('signs an address up once', async () => {
    const at = await served();
    const fault = broken('subscriptions', 'put', 2, 'before');
    await at.post('/v1/subscriptions', PHONE, { key: 'k', broken: fault });
    const again = await at.post('/v1/subscriptions', PHONE, { key: 'k' });
    expect(again).toMatchObject({ status: 201, data: { state: 'confirmed' } });
    const signups = at.stores.subscriber.signups().filter(({ address }) => address === PHONE.address);
    expect(signups).toHaveLength(1);
  });

  it('finds the rule that the reconciler has armed meanwhile, as its owner has changed it', async () => {
    const at = await served();
    const fault = broken('instances', 'put', 1, 'before');
    await at.post('/v1/rules', RULE, { key: 'k', broken: fault });
    at.clock.advance(120_000);
    await reconcile(at.deps);
    const made = (await at.stores.rules.list('local', 600)).items.at(-1)!;
    const renamed = { ...made, version: 2, rule: { ...made.rule, name: 'renamed' } };
    await at.stores.rules.replace(renamed, 1);
    expect(await at.post('/v1/rules', RULE, { key: 'k' })).toMatchObject({
      status: 201,
      data: { id: made.id, version: 2, states: [{ symbol: '^GSPC' }] },
    });
    expect((await at.stores.rules.get('local', made.id))?.rule.name).toBe('renamed');
  });

  it('takes back no rule that its owner has changed, though it cannot be counted', async () => {
    const at = await served();
    await at.post('/v1/rules', RULE, { key: 'k', broken: broken('instances', 'put', 1, 'before') });
    const made = (await at.stores.rules.list('local', 600)).items.at(-1)!;
    const renamed = { ...made, version: 2, rule: { ...made.rule, name: 'renamed' } };
    await at.stores.rules.replace(renamed, 1);
    for (const nth of [1, 2])
      await at.post('/v1/rules', RULE, { key: 'k', broken: broken('rules', 'count', nth, 'before') });
    expect(await at.post('/v1/rules', RULE, { key: 'k' })).toMatchObject({
      status: 201,
      data: { id: made.id, version: 2, rule: { name: 'renamed' } },
    });
  });

  it('takes back no watchlist, though it cannot be counted, for a rule may watch it', async () => {
    const at = await served();
    await at.post('/v1/watchlists', LIST, { key: 'k', broken: broken('watchlists', 'create', 1, 'after') });
    const { id } = (await at.stores.watchlists.list('local', 100)).items.at(-1)!;
    await createRule(at.deps, { tenant: 'local', body: { ...RULE, targets: { watchlist: id } } });
    const fault = broken('watchlists', 'count', 1, 'before');
    expect((await at.post('/v1/watchlists', LIST, { key: 'k', broken: fault })).status).toBe(503);
    expect(await at.post('/v1/watchlists', LIST, { key: 'k' })).toMatchObject({ status: 201, data: { id } });
  });

  it('is not refused for the last place, which it holds itself', async () => {
    const at = await served();
    const watchlist = { tenant: 'local', ...LIST };
    while ((await at.stores.watchlists.count('local', 50)) < 49) await createWatchlist(at.deps, watchlist);
    while ((await at.stores.rules.count('local', 500)) < 499)
      await createRule(at.deps, { tenant: 'local', body: RULE });
    for (const [path, body, fault] of [
      ['/v1/rules', RULE, broken('instances', 'put', 1, 'before')],
      ['/v1/watchlists', LIST, broken('watchlists', 'create', 1, 'after')],
    ] as const) {
      expect((await at.post(path, body, { key: 'k', broken: fault })).status).toBe(503);
      expect((await at.post(path, body, { key: 'k' })).status).toBe(201);
      expect(await at.post(path, body)).toMatchObject({ status: 429 });
    }
    expect(await at.stores.rules.count('local', 1_000)).toBe(500);
    expect(await at.stores.watchlists.count('local', 1_000)).toBe(50);
  });

  it('takes back what there is no room for, where an attempt could neither count it nor take it back', async () => {
    const at = await served();
    const watchlist = { tenant: 'local', ...LIST };
    while ((await at.stores.watchlists.count('local', 50)) < 49) await createWatchlist(at.deps, watchlist);
    const faults = [
      { method: 'count', nth: 2, when: 'before' },
      { method: 'remove', nth: 1, when: 'before' },
    ] as const;
    const fault: Broken = { port: 'watchlists', faults };
    expect((await at.post('/v1/watchlists', LIST, { key: 'k', broken: fault })).status).toBe(503);
    expect(await at.stores.watchlists.count('local', 100)).toBe(50);
    const { id: _id, ...other } = (await at.stores.watchlists.list('local', 1)).items[0]!;
    await at.stores.watchlists.create({ ...other, id: 'list_at_once' });
    expect(await at.post('/v1/watchlists', LIST, { key: 'k' })).toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await at.stores.watchlists.count('local', 100)).toBe(50);
  });

  it('queues no training that has ended meanwhile', async () => {
    const at = await served();
    at.stores.trainQueue.take(Infinity);
    const fault = broken('trainQueue', 'send', 1, 'after');
    expect((await at.post('/v1/train', JOB, { key: 'k', broken: fault })).status).toBe(503);
    const [message] = at.stores.trainQueue.take(Infinity);
    await trainModel(at.deps, message!);
    const again = await at.post('/v1/train', JOB, { key: 'k' });
    expect(again).toMatchObject({ status: 202, data: { jobId: message!.jobId } });
    expect(at.stores.trainQueue.messages).toEqual([]);
  });
});

test('without a key a second request makes a second rule, whatever became of the first', async () => {
  const at = await served();
  const before = await at.stores.rules.count('local', 1_000);
  await at.post('/v1/rules', RULE, { broken: broken('instances', 'put', 1, 'before') });
  await at.post('/v1/rules', RULE);
  expect(await at.stores.rules.count('local', 1_000)).toBe(before + 2);
});
