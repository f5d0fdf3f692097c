import { composeSeed } from '../compose/seeding';
import { apiClient } from './apiClient';
import { confirmEmail } from './confirmEmail';
import { seededSymbols } from './seededSymbols';
import { clientOptions } from './resources/clientOptions';
import { seedKeys, seedSubscriptions, seedSymbols } from './seed';
import type { Seeded } from './seed';
import { openSeedRecord } from './seedRecord';
import type { Stack } from './startStack';
import { lostLine } from './terminal';

/**
 * Gives a running stack the keys `local` and `local-2`, a confirmed subscriber, a trained model and example rules.
 *
 * Edge    what is there already stays as it is; what has been lost is told, and made anew.
 */
export async function seedStack(stack: Stack, print: (text: string) => void): Promise<readonly Seeded[]> {
  const { apiUrl, endpoint, cloud, replay, template, folder } = stack;
  const { credentials, region } = clientOptions(endpoint);
  // The clients that compose makes look for these in the environment, as they do on AWS.
  process.env['AWS_REGION'] = region;
  process.env['AWS_ACCESS_KEY_ID'] = credentials.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = credentials.secretAccessKey;
  const environment = Object.assign({}, ...template.functions.map((one) => one.environment)) as Record<
    string,
    string
  >;
  const deps = composeSeed(environment);
  const symbols = seededSymbols(replay.market);
  const isKnown = await seedKeys(deps);
  const { done, isLost, finished } = openSeedRecord(folder, {
    isKnown,
    endpoint: cloud ? undefined : endpoint,
  });
  if (isLost) print(lostLine(folder.name));
  // A start that came as far as the symbols had made the subscriptions: what its owner deleted stays deleted.
  if (done.size === 0) await seedSubscriptions({ deps, ...(cloud && { confirmEmail: confirmEmail(cloud) }) });
  return seedSymbols({ api: apiClient(apiUrl, 'local'), symbols, done, finished });
}
