import { memoryAlertStore } from './memoryAlertStore';
import { memoryBarStore } from './memoryBarStore';
import { memoryCursors } from './memoryCursors';
import { memoryDeliveryLedger } from './memoryDeliveryLedger';
import { memoryInstanceStore } from './memoryInstanceStore';
import { memoryJobStore } from './memoryJobStore';
import { memoryKeyStore } from './memoryKeyStore';
import { memoryModelRegistry } from './memoryModelRegistry';
import { memoryModelStore } from './memoryModelStore';
import { memoryNotifier } from './memoryNotifier';
import { memoryQueue } from './memoryQueue';
import { memoryReprojections } from './memoryReprojections';
import { memoryRuleStore } from './memoryRuleStore';
import { memorySplitBook } from './memorySplitBook';
import { memorySubscriber } from './memorySubscriber';
import { memorySubscriptionStore } from './memorySubscriptionStore';
import { memoryWatchlistStore } from './memoryWatchlistStore';

export type MemoryStores = ReturnType<typeof memoryStores>;

/** One empty store for every port that keeps something, with the queues and the notifier. */
export function memoryStores<Evaluate = unknown, Deliver = unknown, Train = unknown>() {
  return {
    rules: memoryRuleStore(),
    instances: memoryInstanceStore(),
    reprojections: memoryReprojections(),
    watchlists: memoryWatchlistStore(),
    alerts: memoryAlertStore(),
    ledger: memoryDeliveryLedger(),
    subscriptions: memorySubscriptionStore(),
    subscriber: memorySubscriber(),
    bars: memoryBarStore(),
    cursors: memoryCursors(),
    splits: memorySplitBook(),
    registry: memoryModelRegistry(),
    models: memoryModelStore(),
    jobs: memoryJobStore(),
    keys: memoryKeyStore(),
    evaluateQueue: memoryQueue<Evaluate>(),
    deliverQueue: memoryQueue<Deliver>(),
    trainQueue: memoryQueue<Train>(),
    notifier: memoryNotifier(),
  };
}
