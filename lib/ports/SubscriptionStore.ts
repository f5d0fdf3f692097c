import type { Severity } from '../rules/rule';

export type Subscription = {
  readonly tenant: string;
  readonly id: string;
  readonly channel: 'email' | 'sms';
  readonly address: string;
  /** As the provider last said; `disabled` is for ever. */
  readonly state: 'pending' | 'confirmed' | 'disabled';
  /** The provider's name for it; absent until the provider has been asked. */
  readonly handle?: string;
  readonly minSeverity?: Severity;
  readonly symbols?: readonly string[];
  /** What made it, where its caller may send that again: see `Attempt`. */
  readonly request?: string;
  /** Epoch ms; from then on nobody is shown it, and it is kept only until the provider has let it go. */
  readonly removedAt?: number;
  /** Epoch ms at which the provider is asked again; absent where nothing more can come. */
  readonly dueAt?: number;
  /** Rises with every write; 0 for one that was put by hand before there was a route. */
  readonly version: number;
  readonly createdAt: number;
  /** Epoch ms of the last change of its state. */
  readonly updatedAt: number;
};

/** Who of a tenant is told, and how. */
export type SubscriptionStore = {
  /** A foreign tenant's subscription is absent. */
  get(tenant: string, id: string): Promise<Subscription | undefined>;
  /** Every subscription of the tenant by id, in whatever state, removed ones included. */
  list(tenant: string): Promise<readonly Subscription[]>;
  /** Writes if what stands there is still `standing` (undefined: nothing); false when it changed. */
  put(subscription: Subscription, standing?: Subscription): Promise<boolean>;
  /** Takes it away if it is still that; false when it changed or is gone. */
  remove(standing: Subscription): Promise<boolean>;
  /** Those due at `now` (epoch ms), the longest due first. */
  due(now: number, limit: number): Promise<readonly Subscription[]>;
};
