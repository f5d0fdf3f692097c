import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { WatchlistStore } from '../../ports/WatchlistStore';
import { dynamoVersionedStore } from './dynamoVersionedStore';
import { WATCHLIST_PREFIX, watchlistKey } from './keys';

/** Watchlists in the core table. */
export const dynamoWatchlistStore = (client: DynamoDBClient, coreTable: string): WatchlistStore =>
  dynamoVersionedStore(client, coreTable, {
    noun: 'watchlist',
    prefix: WATCHLIST_PREFIX,
    keyOf: watchlistKey,
  });
