import type { ApiKey, KeyPage, Scope } from '../ports/KeyStore';
import { Problem } from '../problems';
import { quoted } from '../quoted';
import type { Deps } from './deps';
import { MOST_LIVE_KEYS } from './keyLaws';
import { orElse } from './orElse';
import { secretHash } from './secretHash';

export type CreateKeyDeps = Pick<Deps, 'keys' | 'clock' | 'ids' | 'secrets'>;

export type NewKey = {
  readonly tenant: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Epoch ms; without it the key lasts until it is revoked. */
  readonly expiresAt?: number;
};

/** A key with what its holder sends: the only time that anybody sees it. */
export type CreatedKey = { readonly key: ApiKey; readonly token: string };

const PAGE = 100;

/** So long a key lives whose maker has died, or has lost his store, before it was counted. */
const UNCOUNTED_MS = 60_000;

/**
 * Makes a key; what is kept of its secret is a hash.
 *
 * Edge    a tenant has at most ten live keys, neither revoked nor expired. Of creations at the same time each counts
 *         the others: fewer than there is room for may be let through, never more. A key that fails before its secret
 *         is shown is revoked; until it is counted it expires by itself, should nobody be able to do that.
 * Throws  INPUT_INVALID when it would have expired already, LIMIT_EXCEEDED for the eleventh.
 */
export async function createKey(deps: CreateKeyDeps, input: NewKey): Promise<CreatedKey> {
  const { tenant, name, scopes, expiresAt } = input;
  const createdAt = deps.clock.now();
  requireFuture(expiresAt, createdAt);
  await requireRoom(deps, tenant, { now: createdAt, most: MOST_LIVE_KEYS - 1 });
  const secret = deps.secrets.next();
  const key: ApiKey = {
    id: deps.ids.next('key'),
    tenant,
    name,
    scopes,
    secretHash: secretHash(secret),
    createdAt,
    ...(expiresAt !== undefined && { expiresAt }),
  };
  await deps.keys.put({ ...key, expiresAt: Math.min(expiresAt ?? Infinity, createdAt + UNCOUNTED_MS) });
  await orElse(() => deps.keys.revoke(tenant, key.id, createdAt), confirmed(deps, key));
  return { key, token: `${key.id}.${secret}` };
}

/** Counts a key among the others, and lets it live as long as was asked for. */
async function confirmed(deps: Pick<Deps, 'keys'>, key: ApiKey): Promise<void> {
  await requireRoom(deps, key.tenant, { now: key.createdAt, most: MOST_LIVE_KEYS });
  await deps.keys.put(key);
}

/** A page of a tenant's keys, oldest first, expired ones included; `after` is the id the page before ended with. */
export const listKeys = (
  deps: Pick<Deps, 'keys'>,
  input: { tenant: string; limit: number; after?: string },
): Promise<KeyPage> => deps.keys.list(input.tenant, input.limit, input.after);

/** Ends a key with the next request. Throws NOT_FOUND for one that is gone, and for a foreign tenant's. */
export async function revokeKey(
  deps: Pick<Deps, 'keys' | 'clock'>,
  { tenant, id }: { tenant: string; id: string },
): Promise<void> {
  if (await deps.keys.revoke(tenant, id, deps.clock.now())) return;
  throw new Problem('NOT_FOUND', `There is no API key ${quoted(id)}.`);
}

function requireFuture(expiresAt: number | undefined, now: number): void {
  if (expiresAt === undefined || expiresAt > now) return;
  const said = new Date(expiresAt).toISOString();
  const message = `"expiresAt" is "${said}", which has passed; send a later instant, or leave it out.`;
  throw new Problem('INPUT_INVALID', message, { details: [{ path: 'expiresAt', message }] });
}

async function requireRoom(
  deps: Pick<Deps, 'keys'>,
  tenant: string,
  { now, most }: { readonly now: number; readonly most: number },
): Promise<void> {
  let live = 0;
  let after: string | undefined;
  do {
    const page = await deps.keys.list(tenant, PAGE, after);
    live += page.items.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now).length;
    after = page.next;
  } while (after !== undefined && live <= most);
  if (live <= most) return;
  throw new Problem(
    'LIMIT_EXCEEDED',
    `The tenant has ${MOST_LIVE_KEYS} live API keys, which is the most; revoke one that is not needed.`,
  );
}
