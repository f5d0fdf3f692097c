import { csvMarketData } from '../adapters/csv/csvMarketData';
import { dynamoClient } from '../adapters/dynamodb/dynamoClient';
import { inCore } from '../adapters/dynamodb/dynamoStores';
import { snsClient } from '../adapters/sns/snsClient';
import { snsSubscriber } from '../adapters/sns/snsSubscriber';
import type { Environment } from '../config';
import { PARTS, readConfig, topicsOf } from '../config';
import { address, world } from './parts';

const { aws, core, notify } = PARTS;

/** A folder of bar files, looked at before anything runs. */
export const composeBarFiles = (directory: string) => csvMarketData(directory);

/** What an installation's first tenants, keys and subscriptions are made with. */
export function composeSeed(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...notify }, env);
  const subscriber = snsSubscriber(snsClient(address(config)), topicsOf(config));
  return { ...world('seed'), ...inCore(dynamoClient(address(config)), config.CORE_TABLE), subscriber };
}
