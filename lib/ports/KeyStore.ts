export type Scope = 'read' | 'write' | 'train' | 'admin';

export type ApiKey = {
  readonly id: string;
  readonly tenant: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Hex sha-256 of the secret. */
  readonly secretHash: string;
  readonly createdAt: number;
  readonly expiresAt?: number;
  readonly revokedAt?: number;
  /** Noted now and then, not at each request. */
  readonly lastUsedAt?: number;
};

export type KeyPage = { readonly items: readonly ApiKey[]; readonly next: string | undefined };

/** API keys, read strongly: a revoked key is refused by the next request. */
export type KeyStore = {
  /** The key as it stands now, revoked or not; undefined when there never was one. */
  find(keyId: string): Promise<ApiKey | undefined>;
  /** Writes the key over what stood there, unless that is revoked; its tenant's list names it before it can be used. */
  put(key: ApiKey): Promise<void>;
  /** A tenant's keys without the revoked ones, by id; `after` is the id of the last key of the page before. */
  list(tenant: string, limit: number, after?: string): Promise<KeyPage>;
  /** Ends the key at `at` (epoch ms) for ever; false when the tenant has no such key, or had it revoked before. */
  revoke(tenant: string, keyId: string, at: number): Promise<boolean>;
  /** Notes a use at `at` (epoch ms) and nothing else; an earlier one than the last, or of no key, changes nothing. */
  noteUse(keyId: string, at: number): Promise<void>;
};
