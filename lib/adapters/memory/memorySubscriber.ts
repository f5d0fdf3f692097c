import type { Message, Signup, Subscriber } from '../../ports/Subscriber';
import type { Subscription } from '../../ports/SubscriptionStore';
import { copyOf } from './copyOf';

type Entry = { readonly handle: string; signup: Signup; isConfirmed: boolean };

export type Told = Pick<Subscription, 'tenant' | 'channel' | 'address'> & { readonly message: Message };

export type MemorySubscriber = Subscriber & {
  /** What subscribers were told by name so far, oldest first. */
  readonly told: readonly Told[];
  /** Who is signed up, in the order of their handles. */
  signups(): readonly (Signup & { readonly handle: string; readonly isConfirmed: boolean })[];
  /** What an owner of the address does by following the link he was sent; nothing where none was sent. */
  confirm(address: string): void;
  /** What the provider does when its link is followed, or a question went without an answer for too long. */
  forget(handle: string): void;
};

/** A provider of subscriptions: e-mail is asked first, a phone is not. */
export function memorySubscriber(): MemorySubscriber {
  const entries = new Map<string, Entry>();
  const told: Told[] = [];
  let made = 0;

  const entryOf = ({ tenant, channel, address }: Signup): Entry | undefined =>
    [...entries.values()].find(
      ({ signup }) => signup.tenant === tenant && signup.channel === channel && signup.address === address,
    );

  return {
    told,
    signups: () =>
      [...entries.values()].map(({ signup, handle, isConfirmed }) =>
        copyOf({ ...signup, handle, isConfirmed }),
      ),
    confirm(address) {
      for (const entry of entries.values()) {
        if (entry.signup.address === address) entry.isConfirmed = true;
      }
    },
    forget(handle) {
      entries.delete(handle);
    },
    async subscribe(signup) {
      const standing = entryOf(signup);
      if (standing) {
        standing.signup = copyOf(signup);
        return standing.handle;
      }
      made += 1;
      const handle = `handle_${made}`;
      entries.set(handle, { handle, signup: copyOf(signup), isConfirmed: signup.channel === 'sms' });
      return handle;
    },
    async stateOf(handle) {
      const entry = entries.get(handle);
      if (entry === undefined) return 'gone';
      return entry.isConfirmed ? 'confirmed' : 'pending';
    },
    async unsubscribe(handle) {
      if (entries.get(handle)?.isConfirmed === false) return false;
      entries.delete(handle);
      return true;
    },
    async tell({ tenant, id }, message) {
      for (const { signup, isConfirmed } of entries.values()) {
        if (!isConfirmed || signup.tenant !== tenant || signup.id !== id) continue;
        told.push(copyOf({ tenant, channel: signup.channel, address: signup.address, message }));
      }
    },
  };
}
