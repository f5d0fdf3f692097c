import type { Log } from '../../ports/Log';
import type { Notifier } from '../../ports/Notifier';
import type { CloudAddress } from '../aws/clientOptions';
import { snsClient } from './snsClient';
import { snsNotifier } from './snsNotifier';
import type { NotifierTopics } from './snsNotifier';

/** A notifier with a client of its own, in one module that can be loaded when first needed. */
export const openNotifier = (address: CloudAddress, topics: NotifierTopics, log: Log): Notifier =>
  snsNotifier(snsClient(address), topics, log);
