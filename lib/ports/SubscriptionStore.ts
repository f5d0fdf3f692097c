import type { Severity } from '../rules/rule';

export type Subscription = {
  readonly tenant: string;
  readonly id: string;
  readonly channel: 'email' | 'sms';
  readonly address: string;
  readonly state: 'pending' | 'confirmed' | 'disabled';
  readonly minSeverity?: Severity;
  readonly symbols?: readonly string[];
  readonly createdAt: number;
};

export type SubscriptionStore = {
  /** Writes the subscription over what stood there. */
  put(subscription: Subscription): Promise<void>;
  /** Every subscription of the tenant, in whatever state. */
  list(tenant: string): Promise<readonly Subscription[]>;
};
