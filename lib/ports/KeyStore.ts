export const SCOPES = ['read', 'write', 'train', 'admin'] as const;

export type Scope = (typeof SCOPES)[number];

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
  find(keyId: string): Promise<ApiKey | undefined>;
  put(key: ApiKey): Promise<void>;
};
