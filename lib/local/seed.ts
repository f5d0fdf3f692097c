import { createHash } from 'node:crypto';
import type { Interval } from '../market/interval';
import type { Clock } from '../ports/Clock';
import type { KeyStore } from '../ports/KeyStore';
import type { Subscriber } from '../ports/Subscriber';
import type { SubscriptionStore } from '../ports/SubscriptionStore';
import type { ApiClient } from './apiClient';
import { exampleRules } from './exampleRules';

export type SeedDeps = {
  readonly keys: KeyStore;
  readonly subscriptions: SubscriptionStore;
  readonly subscriber: Subscriber;
  readonly clock: Clock;
};

export type Seeding = {
  readonly deps: SeedDeps;
  readonly api: ApiClient;
  readonly symbols: readonly string[];
  readonly interval: Interval;
  /** Follows the link of a confirmation mail; absent where mails go to real people. */
  readonly confirmEmail?: (address: string) => Promise<boolean>;
};

export type Seeded = {
  readonly symbol: string;
  readonly modelId: string | undefined;
  readonly rules: number;
};

const TENANT = 'local';
const EMAIL = 'you@example.com';
const PHONE = '+12025550100';
const JOB_TRIES = 240;

/** Makes the keys that the local stack accepts: tenants `local` and `local-2`, each with its name as key. */
export async function seedKeys(deps: Pick<SeedDeps, 'keys' | 'clock'>): Promise<void> {
  for (const tenant of [TENANT, 'local-2']) {
    if (await deps.keys.find(tenant)) continue;
    await deps.keys.put({
      id: tenant,
      tenant,
      name: 'the local stack',
      scopes: ['read', 'write', 'train', 'admin'],
      secretHash: createHash('sha256').update(tenant).digest('hex'),
      createdAt: deps.clock.now(),
    });
  }
}

/** Subscribes the local tenant by e-mail and SMS, and confirms the e-mail as its reader would. */
export async function seedSubscriptions(seeding: Pick<Seeding, 'deps' | 'confirmEmail'>): Promise<void> {
  const { deps, confirmEmail } = seeding;
  if ((await deps.subscriptions.list(TENANT)).length > 0) return;
  const createdAt = deps.clock.now();
  await deps.subscriber.subscribe(TENANT, 'email', EMAIL);
  const confirmed = confirmEmail ? await confirmEmail(EMAIL) : false;
  const state = confirmed ? 'confirmed' : 'pending';
  await deps.subscriptions.put({
    tenant: TENANT,
    id: 'sub_email',
    channel: 'email',
    address: EMAIL,
    state,
    createdAt,
  });
  await deps.subscriber.subscribe(TENANT, 'sms', PHONE);
  await deps.subscriptions.put({
    tenant: TENANT,
    id: 'sub_sms',
    channel: 'sms',
    address: PHONE,
    state: 'confirmed',
    createdAt,
  });
}

/** Trains a model and creates the example rules for every symbol, over HTTP as a user would. */
export async function seedSymbols(seeding: Seeding): Promise<readonly Seeded[]> {
  const seeded: Seeded[] = [];
  const { items } = await seeding.api.get<{ items: readonly unknown[] }>('/v1/rules?limit=1');
  for (const symbol of seeding.symbols) {
    const modelId = await trainedModel(seeding, symbol);
    seeded.push({ symbol, modelId, rules: items.length === 0 ? await createRules(seeding, symbol) : 0 });
  }
  return seeded;
}

async function trainedModel({ api, interval }: Seeding, symbol: string): Promise<string | undefined> {
  const request = { symbol, interval, horizon: '1bars' };
  const standing = await api.post<{ model: { id: string } }>('/v1/predict', request);
  if (standing.ok) return standing.data.model.id;
  const job = await api.post<{ jobId: string; statusUrl: string }>('/v1/train', {
    ...request,
    model: 'ridge',
  });
  if (!job.ok) return undefined;
  for (let attempt = 0; attempt < JOB_TRIES; attempt += 1) {
    const { status, modelId } = await api.get<{ status: string; modelId?: string }>(
      `/v1/train/${job.data.jobId}`,
    );
    if (status === 'succeeded') return modelId;
    if (status === 'failed') return undefined;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return undefined;
}

async function createRules({ api, interval }: Seeding, symbol: string): Promise<number> {
  const bars = await api.get<{ items: readonly { close: number }[] }>(
    `/v1/bars/${encodeURIComponent(symbol)}?interval=${interval}&limit=1`,
  );
  const close = bars.items.at(-1)?.close;
  if (close === undefined) return 0;
  const rules = exampleRules(symbol, interval, close);
  for (const rule of rules) await api.post('/v1/rules', rule);
  return rules.length;
}
