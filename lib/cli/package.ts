/**
 * `npm run package [-- --stage dev]`: what would be deployed, in dist/package: the template and one zip for each
 * function. Needs neither credentials nor a network.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleFunctions } from './bundleFunctions';
import { reportSizes } from './reportSizes';
import { runCommand } from './runCommand';
import { runServerless } from './runServerless';

const PACKAGE = 'dist/package';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { stage: { type: 'string', default: 'prod' } } });
  const projectRoot = process.cwd();
  const bundles = await bundleFunctions({ projectRoot, outdir: 'dist/handlers', chunks: 'own' });
  await runServerless(projectRoot, ['package', '--stage', values.stage, '--package', PACKAGE]);
  const zips = bundles.map(({ name, bytes }) => {
    const zippedBytes = statSync(join(projectRoot, PACKAGE, `${name}.zip`)).size;
    return { name, bytes, zippedBytes };
  });
  reportSizes(zips);
  console.log(`\nTemplate: ${PACKAGE}/cloudformation-template-update-stack.json`);
}

runCommand(main);
