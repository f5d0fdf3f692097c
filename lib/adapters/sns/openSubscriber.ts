import type { Subscriber } from '../../ports/Subscriber';
import type { CloudAddress } from '../aws/clientOptions';
import { snsClient } from './snsClient';
import { snsSubscriber } from './snsSubscriber';

/** A subscriber with a client of its own, in one module that can be loaded when first needed. */
export const openSubscriber = (
  address: CloudAddress,
  topics: { readonly tenantTopicPrefix: string },
): Subscriber => snsSubscriber(snsClient(address), topics);
