/** `npm run client`: the published document and its TypeScript types, in dist/client, for a typed client such as openapi-fetch. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../entry/openapi/openApiDocument';
import { runCommand } from './runCommand';

const FOLDER = 'dist/client';

async function main(): Promise<void> {
  const document = JSON.stringify(openApiDocument(), null, 2);
  const types = astToString(await openapiTS(document, { alphabetize: false }));
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, 'openapi.json'), `${document}\n`);
  await writeFile(join(FOLDER, 'api.d.ts'), types);
  console.log(`${FOLDER}/openapi.json\n${FOLDER}/api.d.ts`);
}

runCommand(main);
