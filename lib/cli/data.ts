/** `npm run data -- fetch|import|export|verify …`: bars of the past in the archive of the local stack or of a stage on AWS. */
import { composeDataDesk } from '../compose/dataDesk';
import type { Log } from '../ports/Log';
import { type DataOptions, parseDataOptions } from './dataOptions';
import { dataPlaceOf, noWayTo } from './dataPlace';
import { type ProgressBar, progressBar } from './progressBar';
import { runCommand } from './runCommand';
import { runDataCommand } from './runDataCommand';

const WRONG_USAGE = 2;

const tell = (line: string): void => console.error(line);
const warn: Log['warn'] = (message, fields) => tell(`${message}: ${JSON.stringify(fields ?? {})}`);

async function main(): Promise<void> {
  const options = optionsIn(process.argv.slice(2));
  if (options === undefined) return;
  const place = dataPlaceOf(options, process.env);
  const desk = composeDataDesk(place, process.env, { info: () => undefined, warn, error: warn });
  const progress = progressBar(process.stderr, desk.clock);
  try {
    await runDataCommand(desk, options.command, {
      print: printedBeside(progress),
      tell: progress.tell,
      progress,
    });
  } catch (error) {
    const sentence = noWayTo(error, place);
    throw sentence === undefined ? error : new Error(sentence, { cause: error });
  }
}

function optionsIn(argv: readonly string[]): DataOptions | undefined {
  try {
    return parseDataOptions(argv);
  } catch (error) {
    tell((error as Error).message);
    process.exitCode = WRONG_USAGE;
    return undefined;
  }
}

/** Waits until it is taken: a terminal or a pipe may be slower than the archive. */
const print = (text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });

const printedBeside =
  ({ clear }: ProgressBar) =>
  (text: string): Promise<void> => {
    clear();
    return print(text);
  };

/** Who reads the output may have seen enough, as `head` has: that is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') tell(error.message);
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

runCommand(main);
