import type { Subscription } from './SubscriptionStore';

/** Who is to be told of what. */
export type Signup = Pick<Subscription, 'tenant' | 'id' | 'channel' | 'address' | 'minSeverity' | 'symbols'>;

/** A message in the form that each channel needs. */
export type Message = { readonly subject: string; readonly email: string; readonly sms: string };

/** Signs addresses up for a tenant's notices; the provider asks the owner of the address to confirm. */
export type Subscriber = {
  /**
   * Answers the provider's handle of the subscription, the same one while the address is subscribed. From
   * then on it is told what this signup asks for: of all notices those of its severity and symbols.
   * Throws NOTIFY_UNAVAILABLE (retryable) or NOTIFY_REJECTED (final).
   */
  subscribe(signup: Signup): Promise<string>;
  /** What the provider says of a subscription; `gone` for one that ended, lapsed or never was. */
  stateOf(handle: string): Promise<'pending' | 'confirmed' | 'gone'>;
  /** Ends a subscription; false for one that is pending, which nobody can end: it lapses by itself. */
  unsubscribe(handle: string): Promise<boolean>;
  /** Tells this subscription alone, once it is confirmed; resolves when the provider accepted. */
  tell(subscription: Pick<Subscription, 'tenant' | 'id'>, message: Message): Promise<void>;
};
