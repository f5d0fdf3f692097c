/** `npm run evaluate -- --data DIR …`: what models would have been worth, walked forward over a folder of bars. */
import { EVALUATE_HELP, type EvaluateOptions, parseEvaluateOptions } from './evaluateOptions';
import { runCommand } from './runCommand';
import { runEvaluation } from './runEvaluation';
import { skillTable } from './skillTable';

const WRONG_USAGE = 2;

async function main(): Promise<void> {
  const options = optionsIn(process.argv.slice(2));
  if (options === undefined) return;
  const evaluated = await runEvaluation(options, process.stderr);
  const named = evaluated.map((each, place) => ({ horizon: options.horizons[place]!.name, ...each }));
  console.log(
    options.isJson
      ? JSON.stringify({ interval: options.interval, horizons: named })
      : named.map((each) => skillTable(each, each.horizon, options.isPerSymbol)).join('\n'),
  );
}

function optionsIn(argv: readonly string[]): EvaluateOptions | undefined {
  try {
    const options = parseEvaluateOptions(argv);
    if (options === undefined) console.log(EVALUATE_HELP);
    return options;
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = WRONG_USAGE;
    return undefined;
  }
}

runCommand(main);
