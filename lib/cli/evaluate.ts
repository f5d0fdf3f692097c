/** `npm run evaluate -- --data DIR …`: what models would have been worth, walked forward over a folder of bars. */
import { type Evaluated, evaluateModels } from '../app/evaluateModels';
import { composeEvaluationDesk } from '../compose/evaluationDesk';
import { EVALUATE_HELP, type EvaluateOptions, parseEvaluateOptions } from './evaluateOptions';
import { evaluationBar } from './evaluationBar';
import { runCommand } from './runCommand';
import { skillTable } from './skillTable';

const WRONG_USAGE = 2;

async function main(): Promise<void> {
  const options = optionsIn(process.argv.slice(2));
  if (options === undefined) return;
  const evaluated = await evaluate(options);
  const named = evaluated.map((each, place) => ({ horizon: options.horizons[place]!.name, ...each }));
  console.log(
    options.isJson
      ? JSON.stringify({ interval: options.interval, horizons: named })
      : named.map((each) => skillTable(each, each.horizon)).join('\n'),
  );
}

async function evaluate({ directory, interval, ...asked }: EvaluateOptions): Promise<readonly Evaluated[]> {
  const desk = composeEvaluationDesk(directory);
  const symbols = asked.symbols ?? (await desk.symbols().catch(unreadable(directory)));
  if (symbols.length === 0)
    throw new Error(`--data "${directory}" has no CSV file: give a folder with one file a symbol.`);
  const bar = evaluationBar(process.stderr, desk.clock);
  const horizonsBars = asked.horizons.map(({ bars }) => bars);
  const steps = evaluateModels(desk, { symbols, interval, horizonsBars, models: asked.models });
  for (;;) {
    const step = await steps.next();
    if (step.done === true) {
      bar.end();
      return step.value;
    }
    bar.show(step.value);
  }
}

const unreadable = (directory: string) => (cause: unknown) => {
  throw new Error(`--data "${directory}" cannot be read: give a folder of CSV files.`, { cause });
};

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
