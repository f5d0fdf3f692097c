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
  put(subscription: Subscription): Promise<void>;
  list(tenant: string): Promise<readonly Subscription[]>;
};
