/** `npm run deploy -- --stage prod [--region eu-central-1]`: docs/deploy.md says what it needs. */
import { parseArgs } from 'node:util';
import { bundleFunctions } from './bundleFunctions';
import { lackingForDeployment } from './deployable';
import { runCommand } from './runCommand';
import { runServerless } from './runServerless';
import { overBudget } from './zipBudget';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { stage: { type: 'string' }, region: { type: 'string', default: 'us-east-1' } },
  });
  const lacking = lackingForDeployment(values.stage, process.env['REPLAY_ORIGIN_MS']);
  if (lacking.length > 0) throw new Error(lacking.join('\n'));
  const projectRoot = process.cwd();
  const bundles = await bundleFunctions({ projectRoot, outdir: 'dist/handlers', chunks: 'own' });
  const tooLarge = overBudget(bundles);
  if (tooLarge.length > 0) throw new Error(tooLarge.join('\n'));
  const { stage = '', region } = values;
  await runServerless(projectRoot, ['deploy', '--stage', stage, '--region', region, '--verbose']);
}

runCommand(main);
