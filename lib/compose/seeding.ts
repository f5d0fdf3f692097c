import { csvMarketData } from '../adapters/csv/csvMarketData';
import { dynamoClient } from '../adapters/dynamodb/dynamoClient';
import { inCore } from '../adapters/dynamodb/dynamoStores';
import { openSubscriber } from '../adapters/sns/openSubscriber';
import type { Environment } from '../config';
import { PARTS, readConfig, subscriptionTimingOf } from '../config';
import { marketClockOf } from './marketFeed';
import { openReplayed } from './openReplayed';
import { address, groundOnly } from './parts';

const { aws, core, tenantTopics, subscribing } = PARTS;

/** A folder of bar files, looked at before anything runs. */
export const composeBarFiles = (directory: string) => csvMarketData(directory);

/** What is played to vendors that stand in for real ones. */
export function composePlayed(env: Environment) {
  const config = readConfig(PARTS.source, env);
  const marketData = openReplayed(config.MARKET_DATA_DIR, config.SIMULATOR_SEED);
  return { marketData, marketClock: marketClockOf(config) };
}

/** What an installation's first tenants, keys and subscriptions are made with. */
export function composeSeed(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...tenantTopics, ...subscribing }, env);
  const stores = inCore(dynamoClient(address(config)), config.CORE_TABLE);
  // At once: the local stack runs from its sources, where nothing is imported late.
  const subscriber = openSubscriber(address(config), { tenantTopicPrefix: config.TENANT_TOPIC_PREFIX });
  return { ...groundOnly('seed'), ...stores, subscriber, subscriptionTiming: subscriptionTimingOf(config) };
}
