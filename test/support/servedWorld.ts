import { createHash } from 'node:crypto';
import { importBars } from '../../lib/app/importBars';
import { createRule } from '../../lib/app/rules';
import { createWatchlist } from '../../lib/app/watchlists';
import { createSubscription, removeSubscription } from '../../lib/app/subscriptions';
import { copyState } from '../../lib/app/watchSubscription';
import { requestTraining, trainModel } from '../../lib/app/train';
import { sessionOn } from '../../lib/market/calendar/sessionOn';
import type { RawBar } from '../../lib/market/bar';
import type { ApiKey } from '../../lib/ports/KeyStore';
import { settle } from './drain';
import { WALL_START, walkBars, world } from './world';

export const TODAY = '2008-09-12';
const TOMORROW = '2008-09-15';

const flat = (bar: RawBar): RawBar => ({ ...bar, open: 50, high: 50, low: 50, close: 50 });

const BARS = {
  '^GSPC': walkBars('2006-06-01', '2008-09-19', 3),
  FLAT: walkBars('2006-06-01', '2008-09-19', 4).map(flat),
  NEW: walkBars('2008-09-08', '2008-09-19', 5),
};

const keyOf = (id: string, change: Partial<ApiKey> & { secret?: string } = {}): ApiKey => {
  const { secret = id, ...rest } = change;
  const secretHash = createHash('sha256').update(secret).digest('hex');
  return {
    id,
    tenant: id,
    name: id,
    scopes: ['read', 'write', 'train'],
    secretHash,
    createdAt: WALL_START,
    ...rest,
  };
};

/** API keys that the served world knows, by token. */
export const KEYS: readonly ApiKey[] = [
  keyOf('local', { scopes: ['read', 'write', 'train', 'admin'] }),
  keyOf('local-2'),
  keyOf('reader', { tenant: 'local', secret: 's3cret', scopes: ['read'] }),
  keyOf('admin', { tenant: 'local', scopes: ['admin'] }),
  keyOf('revoked', { tenant: 'local', revokedAt: WALL_START - 1 }),
  keyOf('expired', { tenant: 'local', expiresAt: WALL_START }),
];

const ruleBody = (name: string, level: number) => ({
  dsl: '1',
  name,
  targets: { symbols: ['^GSPC'] },
  interval: '1d',
  when: { op: '>', left: 'close', right: level },
});

const SLOT = { owner: 'shared', series: '^GSPC', interval: '1d', horizonBars: 1 };

/** Models besides the one that was trained: one that can answer, one that cannot, and a champion of its own slot. */
async function registerModels({ registry }: ReturnType<typeof world>['stores']): Promise<void> {
  const card = (await registry.card(SLOT, (await registry.roles(SLOT))?.champion ?? 'none'))!;
  await registry.putCard(SLOT, { ...card, id: 'model_earlier' });
  await registry.putCard(SLOT, { ...card, id: 'model_broken', artifactSha256: '00' });
  const hourly = { ...SLOT, interval: '1h', horizonBars: 7 };
  await registry.putCard(hourly, { ...card, interval: '1h', horizonBars: 7, id: 'model_serving' });
  await registry.setRoles(hourly, { champion: 'model_serving', version: 1 }, 0);
}

/**
 * An installation after its first day: a model trained for ^GSPC at one day and a few registered by hand, a
 * rule of each tenant, and one alert of tenant `local`, recorded and delivered, with subscriptions in every
 * state. Ids are the same in every run.
 */
export async function servedWorld() {
  const at = world({ bars: BARS, marketNow: sessionOn(TODAY)!.closeAt });
  for (const key of KEYS) await at.stores.keys.put(key);
  const training = {
    tenant: 'local',
    symbol: '^GSPC',
    interval: '1d',
    horizon: '1d',
    model: 'ewma',
  } as const;
  const job = await requestTraining(at.deps, training);
  await trainModel(at.deps, { tenant: 'local', jobId: job.id });
  await at.stores.subscriptions.put({
    tenant: 'local',
    id: 'sub_1',
    channel: 'email',
    address: 'reader@example.com',
    state: 'confirmed',
    version: 1,
    createdAt: WALL_START,
    updatedAt: WALL_START,
  });
  const rule = await createRule(at.deps, { tenant: 'local', body: ruleBody('Always', 0.01) });
  const foreign = await createRule(at.deps, { tenant: 'local-2', body: ruleBody('Never', 1e6) });
  at.marketClock.set(sessionOn(TOMORROW)!.closeAt);
  await settle(at, 2);
  const { items } = await at.stores.alerts.list({ tenant: 'local', limit: 10 });
  const watchlist = await createWatchlist(at.deps, { tenant: 'local', name: 'Indices', symbols: ['^GSPC'] });
  const foreignWatchlist = await createWatchlist(at.deps, {
    tenant: 'local-2',
    name: 'Theirs',
    symbols: ['^GSPC'],
  });
  const ids = {
    watchlist: watchlist.id,
    foreignWatchlist: foreignWatchlist.id,
    job: job.id,
    rule: rule.stored.id,
    foreignRule: foreign.stored.id,
    alert: items[0]?.id ?? 'none',
  };
  await registerModels(at.stores);
  const subscription = await subscribe(at);
  await importOwn(at);
  return { ...at, ids: { ...ids, subscription } };
}

/** Two years of bars that tenant `local` alone has, as OWN. */
async function importOwn(at: ReturnType<typeof world>): Promise<void> {
  const rows = walkBars('2024-10-01', '2026-10-30', 6).map((bar, index) => ({
    line: index + 1,
    path: `bars.${index}`,
    bar,
    given: {},
  }));
  await importBars(at.deps, { tenant: 'local', symbol: 'OWN', interval: '1d', rows, partial: false });
}

/** A subscription by SMS, e-mails that are confirmed, pending, left by their readers, and deleted, and a foreign one. Answers the id of the confirmed e-mail. */
async function subscribe(at: ReturnType<typeof world>): Promise<string> {
  const make = (address: string, tenant = 'local') =>
    createSubscription(at.deps, { tenant, channel: address.startsWith('+') ? 'sms' : 'email', address });
  await make('+12025550100');
  const [confirmed, , left, deleted] = [
    await make('confirmed@example.com'),
    await make('pending@example.com'),
    await make('left@example.com'),
    await make('deleted@example.com'),
    await make('foreign@example.com', 'local-2'),
  ];
  at.stores.subscriber.confirm(confirmed.address);
  await copyState(at.deps, confirmed);
  at.stores.subscriber.forget(left.handle ?? '');
  await copyState(at.deps, left);
  await removeSubscription(at.deps, deleted);
  return confirmed.id;
}
