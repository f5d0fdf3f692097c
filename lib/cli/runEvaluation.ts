import { join } from 'node:path';
import type { Evaluated } from '../app/evaluatedOver';
import { type EvaluationProgress, evaluateModels } from '../app/evaluateModels';
import { composeEvaluationDesk } from '../compose/evaluationDesk';
import { codeDigest } from './codeDigest';
import type { EvaluateOptions } from './evaluateOptions';
import { evaluationBar, type Screen } from './evaluationBar';
import { FORECAST_HEADER, forecastLines } from './forecastLines';
import { reportPage } from './reportPage';
import { reportSection } from './reportSection';
import { writeWhole } from './writeWhole';

const LIB = join(__dirname, '..');
/** Where results are kept until a run ends that is not told where they are to stay. */
const UNTIL_THE_END = join(LIB, '../node_modules/.cache/evaluate');

/**
 * Evaluates models as the options say, and writes the forecasts and the page where they say so.
 *
 * Throws  an Error of one sentence where the folder cannot be read or the file not be written; BARS_INSUFFICIENT and what
 *         the bars are refused for.
 */
export async function runEvaluation(options: EvaluateOptions, screen: Screen): Promise<readonly Evaluated[]> {
  const { directory, interval, models, horizons, out, report, force, resume } = options;
  const desk = composeEvaluationDesk(directory, resume ?? UNTIL_THE_END);
  const symbols = options.symbols ?? (await desk.symbols().catch(unreadable(directory)));
  if (symbols.length === 0)
    throw new Error(`--data "${directory}" has no CSV file: give a folder with one file a symbol.`);
  const bar = evaluationBar(screen, desk.clock);
  const horizonsBars = horizons.map(({ bars }) => bars);
  const steps = evaluateModels(desk, {
    ...{ symbols, interval, horizonsBars, models },
    codeDigest: codeDigest(LIB),
  });
  const sections: string[] = [];
  const run = followed(steps, (progress) => {
    bar.show(progress);
    if (report !== undefined) sections.push(reportSection(reportedSeries(progress, horizons)));
  });
  const evaluation = () =>
    out === undefined
      ? throughAll(run.progress())
      : writeWhole({ path: out, force }, forecastTexts(run.progress(), horizons));
  const page = () => {
    const named = run.evaluated().map((each, place) => ({ ...each, horizon: horizons[place]!.name }));
    return reportPage(`Forecasts of ${interval} bars, measured`, named, sections);
  };
  try {
    if (report === undefined) await evaluation();
    else await writeWhole({ path: report, force, option: 'report' }, onceThrough(evaluation, page));
  } finally {
    bar.end();
    if (resume === undefined) await desk.kept?.remove(run.keys());
  }
  if (run.taken() > 0) screen.write(`${run.taken()} results were taken from a run before.\n`);
  return run.evaluated();
}

/** Texts that are made once something else is through. */
async function* onceThrough(
  first: () => Promise<void>,
  texts: () => Iterable<string>,
): AsyncGenerator<string> {
  await first();
  yield* texts();
}

const reportedSeries = (
  { symbol, horizonBars, told }: EvaluationProgress,
  horizons: EvaluateOptions['horizons'],
) => ({ symbol, horizon: horizons.find(({ bars }) => bars === horizonBars)!.name, told });

async function throughAll(steps: AsyncGenerator<unknown>): Promise<void> {
  while ((await steps.next()).done !== true) continue;
}

/** The steps of an evaluation, and what is known of them once they are through. */
function followed(steps: ReturnType<typeof evaluateModels>, show: (progress: EvaluationProgress) => void) {
  const keys: string[] = [];
  let taken = 0;
  let evaluated: readonly Evaluated[] = [];
  return {
    async *progress(): AsyncGenerator<EvaluationProgress, void> {
      for (;;) {
        const step = await steps.next();
        if (step.done === true) {
          evaluated = step.value;
          return;
        }
        keys.push(step.value.key);
        taken += step.value.wasKept ? 1 : 0;
        show(step.value);
        yield step.value;
      }
    },
    keys: () => keys,
    taken: () => taken,
    evaluated: () => evaluated,
  };
}

async function* forecastTexts(
  progress: AsyncIterable<EvaluationProgress>,
  horizons: EvaluateOptions['horizons'],
): AsyncGenerator<string, void, undefined> {
  yield FORECAST_HEADER;
  for await (const { symbol, horizonBars, told } of progress) {
    const { name } = horizons.find(({ bars }) => bars === horizonBars)!;
    yield* forecastLines(symbol, name, told);
  }
}

const unreadable = (directory: string) => (cause: unknown) => {
  throw new Error(`--data "${directory}" cannot be read: give a folder of CSV files.`, { cause });
};
