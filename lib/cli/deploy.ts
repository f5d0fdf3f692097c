/** `npm run deploy -- --stage prod [--region eu-central-1]`: see docs/deploy.md for what it needs. */
import { parseArgs } from 'node:util';
import { bundleFunctions } from './bundleFunctions';
import { overBudget } from './zipBudget';
import { runCommand } from './runCommand';
import { runServerless } from './runServerless';

const STAGES: readonly string[] = ['dev', 'prod'];

/** What is lacking, as sentences; empty when the deployment can begin. */
function lacking(stage: string | undefined, environment: NodeJS.ProcessEnv): readonly string[] {
  const sentences: string[] = [];
  if (stage === undefined || !STAGES.includes(stage)) {
    sentences.push(`The stage "${stage ?? ''}" cannot be deployed: say --stage dev or --stage prod.`);
  }
  if (!/^[1-9]\d{12}$/.test(environment['REPLAY_ORIGIN_MS'] ?? '')) {
    sentences.push(
      'REPLAY_ORIGIN_MS says when the replay began, in epoch milliseconds. The first time: ' +
        'export REPLAY_ORIGIN_MS=$(date +%s)000. Afterwards the same number: market time never runs backwards.',
    );
  }
  return sentences;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { stage: { type: 'string' }, region: { type: 'string', default: 'us-east-1' } },
  });
  const sentences = lacking(values.stage, process.env);
  if (sentences.length > 0) throw new Error(sentences.join('\n'));
  const projectRoot = process.cwd();
  const bundles = await bundleFunctions({ projectRoot, outdir: 'dist/handlers', split: false });
  const tooLarge = overBudget(bundles);
  if (tooLarge.length > 0) throw new Error(tooLarge.join('\n'));
  await runServerless(projectRoot, [
    'deploy',
    ...['--stage', values.stage ?? '', '--region', values.region, '--verbose'],
  ]);
}

runCommand(main);
