/** `npm run build [-- --local]`: bundles every function, for packages or for the local stack. */
import { parseArgs } from 'node:util';
import { bundleFunctions } from './bundleFunctions';
import { reportSizes } from './reportSizes';
import { runCommand } from './runCommand';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { local: { type: 'boolean', default: false } } });
  const projectRoot = process.cwd();
  const outdir = values.local ? 'dist/local' : 'dist/handlers';
  const bundles = await bundleFunctions({ projectRoot, outdir, chunks: values.local ? 'shared' : 'own' });
  if (values.local) console.log(`${bundles.length} functions in ${outdir}`);
  else reportSizes(bundles);
}

runCommand(main);
