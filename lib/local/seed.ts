import { SCOPES } from '../app/keyLaws';
import { secretHash } from '../app/secretHash';
import { createSubscription, type SignUpDeps } from '../app/subscriptions';
import { copyState } from '../app/watchSubscription';
import { type Interval, INTERVALS } from '../market/interval';
import type { KeyStore } from '../ports/KeyStore';
import type { ApiClient } from './apiClient';
import { exampleRules } from './exampleRules';
import { StartProblem } from './startProblem';

export type SeedDeps = SignUpDeps & { readonly keys: KeyStore };

export type Seeding = {
  readonly deps: SeedDeps;
  readonly api: ApiClient;
  readonly symbols: readonly string[];
  /** Follows the link of a confirmation mail; absent where mails go to real people. */
  readonly confirmEmail?: (address: string) => Promise<boolean>;
};

export type Seeded = {
  readonly symbol: string;
  readonly modelId: string | undefined;
  /** How many were created; undefined where no bar of the symbol could be read. */
  readonly rules: number | undefined;
};

type RuleList = { readonly items: readonly { readonly rule: { readonly name: string } }[] };

export type SymbolSeeding = Pick<Seeding, 'api' | 'symbols'> & {
  /** Symbols whose rules an earlier start has made. */
  readonly done: ReadonlySet<string>;
  readonly finished: (symbol: string) => void;
};

const TENANT = 'local';
const SUBSCRIBERS = [
  { channel: 'email', address: 'you@example.com' },
  { channel: 'sms', address: '+12025550100' },
] as const;
const JOB_TRIES = 240;

/**
 * Makes the keys that the local stack accepts: tenants `local` and `local-2`, each with its name as key.
 * Answers whether they were there, which is whether this cloud has been seeded before.
 *
 * Throws  StartProblem when the key that seeding needs was revoked: a revoked key stays so.
 */
export async function seedKeys(deps: Pick<SeedDeps, 'keys' | 'clock'>): Promise<boolean> {
  let wereThere = true;
  for (const tenant of [TENANT, 'local-2']) {
    const standing = await deps.keys.find(tenant);
    if (tenant === TENANT && standing?.revokedAt !== undefined) throw revoked(tenant);
    if (standing) continue;
    wereThere = false;
    await deps.keys.put({
      id: tenant,
      tenant,
      name: 'the local stack',
      scopes: SCOPES,
      secretHash: secretHash(tenant),
      createdAt: deps.clock.now(),
    });
  }
  return wereThere;
}

const revoked = (key: string): StartProblem =>
  new StartProblem(
    `The key "${key}", which the local stack begins with, was revoked, and a revoked key stays so: begin anew with npm start -- --fresh.`,
  );

/**
 * Subscribes the local tenant by e-mail and SMS, as a user would, and confirms the e-mail as its reader would.
 * What an interrupted start left unconfirmed is confirmed by the next.
 */
export async function seedSubscriptions(seeding: Pick<Seeding, 'deps' | 'confirmEmail'>): Promise<void> {
  const { deps, confirmEmail } = seeding;
  const standing = await deps.subscriptions.list(TENANT);
  for (const { channel, address } of SUBSCRIBERS) {
    const subscription =
      standing.find((one) => one.channel === channel && one.address === address) ??
      (await createSubscription(deps, { tenant: TENANT, channel, address }));
    if (subscription.state !== 'pending' || confirmEmail === undefined) continue;
    if (await confirmEmail(address)) await copyState(deps, subscription);
  }
}

/**
 * Trains a model for every symbol and creates the example rules that are not there yet, over HTTP as a
 * user would. A symbol among `done` keeps the rules it has: what its owner deleted stays deleted.
 */
export async function seedSymbols(seeding: SymbolSeeding): Promise<readonly Seeded[]> {
  const { api, symbols, done, finished } = seeding;
  const seeded: Seeded[] = [];
  const { items } = await api.get<RuleList>('/v1/rules?limit=100');
  const names = new Set(items.map((item) => item.rule.name));
  for (const symbol of symbols) {
    const newest = await newestBar(api, symbol);
    if (newest === undefined) {
      seeded.push({ symbol, modelId: undefined, rules: undefined });
      continue;
    }
    const modelId = await trainedModel(api, symbol, newest.interval);
    const rules = done.has(symbol) ? 0 : await createRules(api, symbol, newest, names);
    finished(symbol);
    seeded.push({ symbol, modelId, rules });
  }
  return seeded;
}

type Newest = { readonly interval: Interval; readonly close: number };

/** The newest bar of the interval in which a symbol is served; undefined when none has closed yet. */
async function newestBar(api: ApiClient, symbol: string): Promise<Newest | undefined> {
  for (const interval of [...INTERVALS].reverse()) {
    const path = `/v1/bars/${encodeURIComponent(symbol)}?interval=${interval}&limit=1`;
    const bars = await api.ask<{ items: readonly { close: number }[] }>(path);
    const close = bars.ok ? bars.data.items.at(-1)?.close : undefined;
    if (close !== undefined) return { interval, close };
  }
  return undefined;
}

async function trainedModel(api: ApiClient, symbol: string, interval: Interval): Promise<string | undefined> {
  const request = { symbol, interval, horizon: '1bars' };
  const standing = await api.post<{ model: { id: string } }>('/v1/predict', request);
  if (standing.ok) return standing.data.model.id;
  const job = await api.post<{ jobId: string; statusUrl: string }>('/v1/train', {
    ...request,
    model: 'ridge',
  });
  if (!job.ok) return undefined;
  for (let attempt = 0; attempt < JOB_TRIES; attempt += 1) {
    const { status, modelId } = await api.get<{ status: string; modelId?: string }>(job.data.statusUrl);
    if (status === 'succeeded') return modelId;
    if (status === 'failed') return undefined;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return undefined;
}

async function createRules(
  api: ApiClient,
  symbol: string,
  { interval, close }: Newest,
  names: ReadonlySet<string>,
): Promise<number> {
  const rules = exampleRules(symbol, interval, close).filter(({ name }) => !names.has(name));
  for (const rule of rules) await api.post('/v1/rules', rule);
  return rules.length;
}
