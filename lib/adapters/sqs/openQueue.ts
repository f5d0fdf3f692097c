import type { Queue } from '../../ports/Queue';
import type { CloudAddress } from '../aws/clientOptions';
import { sqsClient } from './sqsClient';
import { type Sending, sqsQueue } from './sqsQueue';

/** A queue with a client of its own, in one module that can be loaded when first needed. */
export const openQueue = <Message>(
  address: CloudAddress,
  queueUrl: string,
  sending: Sending,
): Queue<Message> => sqsQueue(sqsClient(address), queueUrl, sending);
