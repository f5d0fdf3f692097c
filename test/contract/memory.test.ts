import { memoryAlertStore } from '../../lib/adapters/memory/memoryAlertStore';
import { memoryBarArchive } from '../../lib/adapters/memory/memoryBarArchive';
import { memoryBarStore } from '../../lib/adapters/memory/memoryBarStore';
import { memoryCounters } from '../../lib/adapters/memory/memoryCounters';
import { memoryCursors } from '../../lib/adapters/memory/memoryCursors';
import { memoryDeliveryLedger } from '../../lib/adapters/memory/memoryDeliveryLedger';
import { memoryIds } from '../../lib/adapters/memory/memoryIds';
import { memoryInstanceStore } from '../../lib/adapters/memory/memoryInstanceStore';
import { memoryJobStore } from '../../lib/adapters/memory/memoryJobStore';
import { memoryKeyStore } from '../../lib/adapters/memory/memoryKeyStore';
import { memoryModelRegistry } from '../../lib/adapters/memory/memoryModelRegistry';
import { memoryModelStore } from '../../lib/adapters/memory/memoryModelStore';
import { memoryNotifier } from '../../lib/adapters/memory/memoryNotifier';
import { memoryQueue } from '../../lib/adapters/memory/memoryQueue';
import { memoryReprojections } from '../../lib/adapters/memory/memoryReprojections';
import { memoryRuleStore } from '../../lib/adapters/memory/memoryRuleStore';
import { memoryRateBuckets } from '../../lib/adapters/memory/memoryRateBuckets';
import { memorySavedAnswers } from '../../lib/adapters/memory/memorySavedAnswers';
import { memorySplitBook } from '../../lib/adapters/memory/memorySplitBook';
import { memorySubscriptionStore } from '../../lib/adapters/memory/memorySubscriptionStore';
import { memoryVendorStandings } from '../../lib/adapters/memory/memoryVendorStandings';
import { memoryWatchlistStore } from '../../lib/adapters/memory/memoryWatchlistStore';
import { memorySubscriber } from '../../lib/adapters/memory/memorySubscriber';
import type { Signup } from '../../lib/ports/Subscriber';
import { alertStoreLaws } from './alertStore.contract';
import { barArchiveLaws } from './barArchive.contract';
import { barStoreLaws } from './barStore.contract';
import { counterStoreLaws } from './counterStore.contract';
import { cursorLaws } from './cursors.contract';
import { deliveryLedgerLaws } from './deliveryLedger.contract';
import { instanceStoreLaws } from './instanceStore.contract';
import { jobStoreLaws } from './jobStore.contract';
import { keyStoreLaws } from './keyStore.contract';
import { modelRegistryLaws } from './modelRegistry.contract';
import { modelStoreLaws } from './modelStore.contract';
import { notifierLaws } from './notifier.contract';
import { queueLaws } from './queue.contract';
import { reprojectionLaws } from './reprojections.contract';
import { ruleStoreLaws } from './ruleStore.contract';
import { rateBucketsLaws } from './rateBuckets.contract';
import { savedAnswersLaws } from './savedAnswers.contract';
import { splitBookLaws } from './splitBook.contract';
import { subscriberLaws } from './subscriber.contract';
import { subscriptionStoreLaws } from './subscriptionStore.contract';
import { vendorStandingLaws } from './vendorStandings.contract';
import { watchlistStoreLaws } from './watchlistStore.contract';

describe('in memory', () => {
  alertStoreLaws(memoryAlertStore);
  barArchiveLaws(memoryBarArchive);
  barStoreLaws(memoryBarStore);
  counterStoreLaws(memoryCounters);
  cursorLaws(memoryCursors);
  deliveryLedgerLaws(memoryDeliveryLedger);
  instanceStoreLaws(memoryInstanceStore);
  jobStoreLaws(memoryJobStore);
  keyStoreLaws(memoryKeyStore);
  modelRegistryLaws(memoryModelRegistry);
  modelStoreLaws(memoryModelStore);
  reprojectionLaws(memoryReprojections);
  ruleStoreLaws(memoryRuleStore);
  rateBucketsLaws(memoryRateBuckets);
  savedAnswersLaws((clock) => memorySavedAnswers(clock, memoryIds()));
  splitBookLaws(memorySplitBook);
  subscriptionStoreLaws(memorySubscriptionStore);
  vendorStandingLaws(memoryVendorStandings);
  watchlistStoreLaws(memoryWatchlistStore);
  subscriberLaws(async () => {
    const subscriber = memorySubscriber();
    const heard = async ({ tenant, channel, address }: Signup) =>
      subscriber.told
        .filter((told) => told.tenant === tenant && told.address === address)
        .map(({ message }) => message[channel]);
    return { subscriber, confirm: async ({ address }) => subscriber.confirm(address), heard };
  });
  queueLaws(async () => {
    const queue = memoryQueue<{ place: number; text: string }>();
    return { queue, drain: async () => queue.take(Infinity) };
  });
  notifierLaws(async (tenant) => {
    const notifier = memoryNotifier();
    const heard = async () =>
      notifier.sent
        .filter((notice) => notice.tenant === tenant)
        .flatMap(({ subject, email, sms }) => [
          { channel: 'email' as const, subject, text: email },
          { channel: 'sms' as const, text: sms },
        ]);
    return { notifier, heard };
  });
});
