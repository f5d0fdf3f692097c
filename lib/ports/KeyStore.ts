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
};

/** API keys, read strongly: a revoked key is refused by the next request. */
export type KeyStore = {
  /** The key as it stands now, revoked or not; undefined when there never was one. */
  find(keyId: string): Promise<ApiKey | undefined>;
  /** Writes the key over what stood there. */
  put(key: ApiKey): Promise<void>;
};
