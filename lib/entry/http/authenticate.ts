import { createHash, timingSafeEqual } from 'node:crypto';
import { secretHash } from '../../app/secretHash';
import type { Clock } from '../../ports/Clock';
import type { ApiKey, KeyStore, Scope } from '../../ports/KeyStore';
import { Problem } from '../../problems';

export type Guard = { readonly keys: KeyStore; readonly clock: Clock };

/** Who asks: the tenant comes from the key alone, never from a body or a path. */
export type Caller = {
  readonly tenant: string;
  readonly keyId: string;
  /** Seals the cursors that this key is given, so that no other key can use them. */
  readonly cursorKey: string;
};

const BEARER = /^bearer +([\x21-\x7e]{1,256})$/i;

/**
 * Finds out who asks, and that the key may do what the route needs.
 *
 * Throws  AUTH_MISSING, AUTH_INVALID, AUTH_SCOPE.
 */
export async function authenticate(
  guard: Guard,
  authorization: string | undefined,
  scope: Scope,
): Promise<Caller> {
  if (authorization === undefined) {
    throw new Problem('AUTH_MISSING', 'There is no API key; send "Authorization: Bearer <api key>".');
  }
  const token = BEARER.exec(authorization.trim())?.[1];
  const key = token === undefined ? undefined : await keyOf(guard, token);
  if (!key) {
    throw new Problem(
      'AUTH_INVALID',
      'The API key is not valid; check it: it may be mistyped, revoked or expired.',
    );
  }
  if (!key.scopes.includes(scope) && !key.scopes.includes('admin')) {
    throw new Problem(
      'AUTH_SCOPE',
      `The API key "${key.id}" lacks the scope "${scope}"; use a key that has it.`,
    );
  }
  return {
    tenant: key.tenant,
    keyId: key.id,
    cursorKey: sha256Hex(`cursor:${key.secretHash}`),
  };
}

async function keyOf(guard: Guard, token: string): Promise<ApiKey | undefined> {
  const { keyId, secret } = splitToken(token);
  if (keyId === '' || secret === '') return undefined;
  const key = await guard.keys.find(keyId);
  const now = guard.clock.now();
  const isGood = key !== undefined && sameHash(key.secretHash, secretHash(secret)) && isLive(key, now);
  return isGood ? key : undefined;
}

/** `<keyId>.<secret>`; a token without a dot is both. */
function splitToken(token: string): { keyId: string; secret: string } {
  const dot = token.indexOf('.');
  return dot < 0
    ? { keyId: token, secret: token }
    : { keyId: token.slice(0, dot), secret: token.slice(dot + 1) };
}

const isLive = (key: ApiKey, now: number): boolean =>
  key.revokedAt === undefined && (key.expiresAt === undefined || now < key.expiresAt);

const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Takes as long for a near miss as for a far one. */
function sameHash(stored: string, given: string): boolean {
  const [left, right] = [Buffer.from(stored), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}
