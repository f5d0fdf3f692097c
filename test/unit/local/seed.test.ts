import { memoryIds } from '../../../lib/adapters/memory/memoryIds';
import { memoryStores } from '../../../lib/adapters/memory/memoryStores';
import type { ApiClient } from '../../../lib/local/apiClient';
import { StartProblem } from '../../../lib/local/startProblem';
import { seedKeys, seedSubscriptions, seedSymbols } from '../../../lib/local/seed';
import { silentLog } from '../../support/world';

const clock = { now: () => 1_000 };

type Call = readonly [path: string, body?: object];

/** An API that serves 5-minute bars of DEMO.A and knows whether it has rules and a model. */
function fakeApi(has: { rules: boolean; model: boolean }) {
  const calls: Call[] = [];
  const api: ApiClient = {
    async get<Data>(path: string) {
      calls.push([path]);
      const data = path.startsWith('/v1/rules')
        ? { items: has.rules ? [{ rule: { name: 'DEMO.A moves 1 % in a bar' } }] : [] }
        : { status: 'succeeded', modelId: 'model_new' };
      return data as Data;
    },
    async ask<Data>(path: string) {
      calls.push([path]);
      const served = path.startsWith('/v1/bars/DEMO.A?interval=5min');
      return served
        ? { ok: true, data: { items: [{ close: 101 }] } as Data }
        : { ok: false, code: 'SYMBOL_UNKNOWN' };
    },
    async post<Data>(path: string, body: object) {
      calls.push([path, body]);
      if (path === '/v1/predict' && !has.model) return { ok: false, code: 'MODEL_NOT_TRAINED' };
      const data = { model: { id: 'model_old' }, jobId: 'job_1', statusUrl: '/v1/train/job_1' };
      return { ok: true, data: data as Data };
    },
  };
  return { api, calls };
}

/** What seeding is composed with, and a reader who follows the link he is sent. */
function seedWorld() {
  const stores = memoryStores();
  const ids = memoryIds();
  const deps = { ...stores, clock, ids, log: silentLog, subscriptionTiming: { lookAgainMs: 1 } };
  const follows = (address: string) => {
    stores.subscriber.confirm(address);
    return true;
  };
  return { deps, follows };
}

describe('seeding', () => {
  it('makes the two local keys and leaves standing ones alone', async () => {
    const { keys } = memoryStores();
    expect(await seedKeys({ keys, clock })).toBe(false);
    await keys.put({ ...(await keys.find('local-2'))!, revokedAt: 2_000 });
    expect(await seedKeys({ keys, clock })).toBe(true);
    expect(await keys.find('local')).toMatchObject({ tenant: 'local' });
    expect(await keys.find('local-2')).toMatchObject({ tenant: 'local-2', revokedAt: 2_000 });
  });

  it('says what to do where the key that it needs was revoked', async () => {
    const { keys } = memoryStores();
    await seedKeys({ keys, clock });
    await keys.put({ ...(await keys.find('local'))!, revokedAt: 2_000 });
    const again = seedKeys({ keys, clock });
    await expect(again).rejects.toBeInstanceOf(StartProblem);
    await expect(again).rejects.toThrow('"local", which the local stack begins with, was revoked');
    await expect(again).rejects.toThrow('npm start -- --fresh');
  });

  it.each([
    ['confirmed where its link was followed', async () => true, 'confirmed'],
    ['pending where it was not', async () => false, 'pending'],
  ])('subscribes by e-mail, %s, and by SMS, once', async (_what, confirmEmail, state) => {
    const { deps, follows } = seedWorld();
    const confirming = async (address: string) => (await confirmEmail()) && follows(address);
    await seedSubscriptions({ deps, confirmEmail: confirming });
    await seedSubscriptions({ deps, confirmEmail: confirming });
    const listed = await deps.subscriptions.list('local');
    expect(listed.map((one) => [one.channel, one.address, one.state, one.handle]).sort()).toEqual([
      ['email', 'you@example.com', state, 'handle_1'],
      ['sms', '+12025550100', 'confirmed', 'handle_2'],
    ]);
  });

  it('confirms what an interrupted start left unconfirmed', async () => {
    const { deps, follows } = seedWorld();
    await seedSubscriptions({ deps });
    await seedSubscriptions({ deps, confirmEmail: async (address) => follows(address) });
    const states = (await deps.subscriptions.list('local')).map(({ state }) => state);
    expect(states).toEqual(['confirmed', 'confirmed']);
  });

  it('trains on the interval that is served and creates the example rules there', async () => {
    const { api, calls } = fakeApi({ rules: false, model: false });
    const finished: string[] = [];
    const symbols = ['DEMO.A', 'UNKNOWN'];
    const seeding = {
      api,
      symbols,
      done: new Set<string>(),
      finished: (symbol: string) => void finished.push(symbol),
    };
    expect(await seedSymbols(seeding)).toEqual([
      { symbol: 'DEMO.A', modelId: 'model_new', rules: 3 },
      { symbol: 'UNKNOWN', modelId: undefined, rules: undefined },
    ]);
    expect(finished).toEqual(['DEMO.A']);
    expect(calls).toContainEqual([
      '/v1/train',
      { symbol: 'DEMO.A', interval: '5min', horizon: '1bars', model: 'ridge' },
    ]);
    const rules = calls.filter(([path]) => path === '/v1/rules').map(([, body]) => body);
    expect(rules).toEqual([0, 1, 2].map(() => expect.objectContaining({ interval: '5min' })));
  });

  it.each([
    ['creates what an interrupted start left out', new Set<string>(), 2],
    ['leaves deleted what its owner deleted', new Set(['DEMO.A']), 0],
  ])('%s', async (_what, done, rules) => {
    const { api, calls } = fakeApi({ rules: true, model: true });
    const seeded = await seedSymbols({ api, symbols: ['DEMO.A'], done, finished: () => undefined });
    expect(seeded).toEqual([{ symbol: 'DEMO.A', modelId: 'model_old', rules }]);
    expect(calls.filter(([path]) => path === '/v1/rules')).toHaveLength(rules);
    expect(calls.map(([path]) => path)).not.toContain('/v1/train');
  });
});
