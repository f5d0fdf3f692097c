import type { CreatedKey } from '../../app/keys';
import type { ApiKey } from '../../ports/KeyStore';
import { instant } from './instant';

const shown = ({ id, name, scopes, createdAt, expiresAt }: ApiKey) => ({
  id,
  name,
  scopes,
  createdAt: instant(createdAt),
  expiresAt: expiresAt === undefined ? undefined : instant(expiresAt),
});

/** A key as the contract lists it: neither its secret nor the hash of it. */
export const keyView = (key: ApiKey) => ({
  ...shown(key),
  lastUsedAt: key.lastUsedAt === undefined ? null : instant(key.lastUsedAt),
});

/** A key as its maker sees it, once. */
export const createdKeyView = ({ key, token }: CreatedKey) => ({ ...shown(key), secret: token });
