import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { composeSeed } from '../compose/seeding';
import { apiClient } from './apiClient';
import { confirmEmail } from './confirmEmail';
import { damaged, readJson, writeJson } from './dataFolder';
import { csvSymbols } from './csvRange';
import { clientOptions } from './resources/clientOptions';
import { seedKeys, seedSubscriptions, seedSymbols } from './seed';
import type { Seeded } from './seed';
import type { Stack } from './startStack';

/**
 * Gives a running stack the keys `local` and `local-2`, a confirmed subscriber, a trained model and example rules.
 *
 * Edge    what is there already stays as it is.
 */
export async function seedStack(stack: Stack): Promise<readonly Seeded[]> {
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
  const symbols = csvSymbols(replay.market.directory, replay.market.symbols);
  const isKnown = await seedKeys(deps);
  await seedSubscriptions({ deps, ...(cloud && { confirmEmail: confirmEmail(cloud) }) });
  const file = folder.file('seeded.json');
  // An emulator that was started again is empty: what this folder says of the former one is void.
  const done = new Set(isKnown && existsSync(file) ? readSeeded(file, folder.name) : []);
  const finished = (symbol: string) => writeJson(file, { symbols: [...done.add(symbol)] });
  return seedSymbols({ api: apiClient(apiUrl, 'local'), symbols, done, finished });
}

const Seeds = z.strictObject({ symbols: z.array(z.string().min(1)) });

function readSeeded(file: string, directory: string): readonly string[] {
  const parsed = Seeds.safeParse(readJson(file, directory));
  if (parsed.success) return parsed.data.symbols;
  throw damaged(directory, `${basename(file)} is not what a start wrote`);
}
