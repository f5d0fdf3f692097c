import type { Subscriber } from '../../ports/Subscriber';

/** A subscriber that signs nobody up: the handle names the address. */
export function memorySubscriber(): Subscriber {
  return {
    async subscribe(tenant, channel, address) {
      return `${tenant}/${channel}/${address}`;
    },
  };
}
