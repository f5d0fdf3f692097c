import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoAlertStore } from './dynamoAlertStore';
import { dynamoBarStore } from './dynamoBarStore';
import { dynamoCursors } from './dynamoCursors';
import { dynamoDeliveryLedger } from './dynamoDeliveryLedger';
import { dynamoInstanceStore } from './dynamoInstanceStore';
import { dynamoKeyStore } from './dynamoKeyStore';
import { dynamoModelRegistry } from './dynamoModelRegistry';
import { dynamoReprojections } from './dynamoReprojections';
import { dynamoRuleStore } from './dynamoRuleStore';
import { dynamoSplitBook } from './dynamoSplitBook';
import { dynamoSubscriptionStore } from './dynamoSubscriptionStore';
import { dynamoWatchlistStore } from './dynamoWatchlistStore';

/** The stores of the core table. */
export const inCore = (client: DynamoDBClient, table: string) => ({
  keys: dynamoKeyStore(client, table),
  rules: dynamoRuleStore(client, table),
  instances: dynamoInstanceStore(client, table),
  watchlists: dynamoWatchlistStore(client, table),
  reprojections: dynamoReprojections(client, table),
  subscriptions: dynamoSubscriptionStore(client, table),
  registry: dynamoModelRegistry(client, table),
});

/** The stores of the alerts table. */
export const inAlerts = (client: DynamoDBClient, table: string) => ({
  alerts: dynamoAlertStore(client, table),
  ledger: dynamoDeliveryLedger(client, table),
});

/** The stores of the market table. */
export const inMarket = (client: DynamoDBClient, table: string) => ({
  bars: dynamoBarStore(client, table),
  cursors: dynamoCursors(client, table),
  splits: dynamoSplitBook(client, table),
});
